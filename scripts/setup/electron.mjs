import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, root, say, setupFolder } from './paths.mjs'

const resultFile = join(setupFolder, 'electron.json')
const retryAfterHours = 24

/** Path of Electron's executable, or null when it is not installed. */
function installedBinary(folder) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile) && !override) return null
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const binary = join(override ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

/**
 * Electron's executable, fetched if need be. A refused download is remembered for a day, so that it costs a start
 * nothing.
 * @returns {{ binary: string | null, reason: string }}
 */
export function findElectron() {
  const folder = join(root, 'node_modules', 'electron')
  const present = installedBinary(folder)
  if (present) return { binary: present, reason: 'installed' }
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
