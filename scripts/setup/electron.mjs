import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { executableName } from './electron-zip.mjs'
import { projectNode, root, say, setupFolder } from './paths.mjs'

const resultFile = join(setupFolder, 'electron.json')
const retryAfterHours = 24

/** Path of Electron's executable, or null when it is not installed, or in another version than the package's. */
function installedBinary(folder) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile) && !override) return null
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : executableName(process.platform)
  const dist = override ?? join(folder, 'dist')
  const binary = join(dist, name)
  if (!existsSync(binary) || !existsSync(join(dist, 'version'))) return null
  const found = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  if (found === wanted) return binary
  if (!override) return null
  throw new Error(
    `ELECTRON_OVERRIDE_DIST_PATH is ${override}. Expected there: Electron ${wanted}. Found: Electron ${found}.`,
  )
}

/**
 * Electron's executable, unpacked or fetched if need be. A refused download is remembered for a day, so that it costs a
 * start nothing. A ZIP file that was given and does not fit is an error.
 *
 * @param {{ offline?: boolean, electronZip?: string | null }} [options]
 * @returns {{ binary: string | null, reason: string }}
 */
export function findElectron({ offline = false, electronZip = null } = {}) {
  const folder = join(root, 'node_modules', 'electron')
  const present = installedBinary(folder)
  if (present) return { binary: present, reason: 'installed already' }
  if (electronZip) return { binary: unpackZip(electronZip, folder), reason: `unpacked from ${electronZip}` }
  if (offline) {
    const reason = 'Electron is not installed, and offline it is not fetched (--electron-zip FILE brings it)'
    return { binary: null, reason }
  }
  if (existsSync(resultFile)) {
    const last = JSON.parse(readFileSync(resultFile, 'utf8'))
    const hours = (Date.now() - Date.parse(last.at)) / 3_600_000
    if (hours < retryAfterHours) return { binary: null, reason: last.reason }
  }
  say('Downloading Electron (once)…')
  const result = spawnSync(projectNode(), [join(folder, 'install.js')], {
    cwd: root,
    encoding: 'utf8',
    timeout: 180_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const binary = result.status === 0 ? installedBinary(folder) : null
  if (binary) return { binary, reason: 'downloaded' }
  const reason = 'Electron could not be downloaded'
  mkdirSync(setupFolder, { recursive: true })
  writeFileSync(
    resultFile,
    `${JSON.stringify({ at: new Date().toISOString(), reason, detail: (result.stderr ?? '').slice(-2000) }, null, 2)}\n`,
  )
  return { binary: null, reason }
}

function unpackZip(zip, folder) {
  say('Unpacking Electron…')
  const script = fileURLToPath(new URL('./electron-zip.mjs', import.meta.url))
  const result = spawnSync(projectNode(), [script, zip], { encoding: 'utf8' })
  const binary = result.status === 0 ? installedBinary(folder) : null
  if (binary) return binary
  throw new Error(result.stderr?.trim() || `Electron could not be unpacked from ${zip}.`)
}
