// Electron from a ZIP file that somebody brought, for machines that cannot download it. What Electron's own install.js
// does after its download is done here in the same way: the same sums, the same places.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Checks the ZIP file and unpacks it into the package `electron`.
 *
 * @param {{ zip: string, packageFolder: string, platform?: string, arch?: string }} options
 * @throws an error that says what was expected and what was found; then nothing has changed
 */
export async function installElectronZip({
  zip,
  packageFolder,
  platform = process.platform,
  arch = process.arch,
}) {
  const { version } = readJson(join(packageFolder, 'package.json'))
  await requireElectronZip({ zip, packageFolder, version, platform, arch })

  const fresh = join(packageFolder, `dist-${process.pid}.tmp`)
  const dist = join(packageFolder, 'dist')
  try {
    await unpack(zip, fresh, packageFolder)
    const found = readFileSync(join(fresh, 'version'), 'utf8').trim().replace(/^v/, '')
    if (found !== version) throw new Error(`${zip}: expected Electron ${version}, found ${found}.`)
    const types = join(fresh, 'electron.d.ts')
    if (existsSync(types)) renameSync(types, join(packageFolder, 'electron.d.ts'))
    // path.txt comes last and goes first: without it, half a move counts as nothing.
    rmSync(join(packageFolder, 'path.txt'), { force: true })
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
    writeFileSync(join(packageFolder, 'path.txt'), executableName(platform))
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Where Electron's program lies below `dist`, as its own install.js has it. */
export function executableName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Throws unless the file is the ZIP of this version for this system, to the last bit. */
async function requireElectronZip({ zip, packageFolder, version, platform, arch }) {
  const expected = `electron-v${version}-${platform}-${arch}.zip`
  const sums = readJson(join(packageFolder, 'checksums.json'))
  if (!sums[expected]) throw new Error(`There is no Electron ${version} for ${platform} ${arch}.`)
  if (!existsSync(zip)) throw new Error(`There is no file ${zip}. Expected: ${expected}.`)
  const sum = await sha256(zip)
  if (sum === sums[expected]) return
  const found = whatItIs(zip, sum, version, sums)
  throw new Error(
    `${zip} is not the Electron that is needed. Expected: ${expected} (SHA-256 ${sums[expected]}). Found: ${found}.`,
  )
}

function whatItIs(zip, sum, version, sums) {
  const actual = Object.keys(sums).find((name) => sums[name] === sum)
  if (actual) return `${actual}, which is for another system or purpose`
  const named = /^electron-v(\d[^-]*)-.+\.zip$/.exec(basename(zip))
  if (named && named[1] !== version) return `Electron ${named[1]}, going by the file's name`
  return `a file that is damaged or was changed (SHA-256 ${sum})`
}

async function unpack(zip, folder, packageFolder) {
  // The extractor that install.js uses, found as it finds it: it knows the links inside a macOS program.
  const path = createRequire(join(packageFolder, 'install.js')).resolve('@electron-internal/extract-zip')
  const { extract } = await import(pathToFileURL(path).href)
  await extract(zip, { dir: folder })
}

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

// node scripts/setup/electron-zip.mjs FILE
if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const packageFolder = fileURLToPath(new URL('../../node_modules/electron', import.meta.url))
  try {
    await installElectronZip({ zip: resolve(process.argv[2]), packageFolder })
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
