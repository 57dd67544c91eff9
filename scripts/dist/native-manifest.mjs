import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Inside the package, whose archive is what Electron checks; read by src-main/engine/native-manifest.ts. */
export const manifestName = 'native-files.json'

const engine = 'node_modules/@tensorflow/tfjs-node'
/** Folders that lie unpacked beside the archive, in which the system looks for libraries. */
const nativeFolders = [`${engine}/lib`, `${engine}/deps/lib`]

/**
 * SHA-256 sums of the native files of the engine as they are installed. The archive's own check of integrity does not
 * reach what lies outside it.
 *
 * @param {string} root the checkout
 * @param {NodeJS.Platform} platform
 * @returns {Promise<{ folders: string[], files: { path: string, sha256: string }[] }>}
 */
export async function nativeManifest(root, platform) {
  // Signing changes these files on macOS, after this is written; there the signature of the program covers them.
  if (platform === 'darwin') return { folders: [], files: [] }
  const files = []
  for (const folder of nativeFolders) {
    for (const path of filesBelow(root, folder)) {
      files.push({ path: installedPath(path, platform), sha256: await sha256(join(root, path)) })
    }
  }
  return { folders: nativeFolders, files: files.sort((a, b) => a.path.localeCompare(b.path, 'en')) }
}

/** Windows looks for libraries beside the addon and nowhere else of ours; see after-pack.mjs. */
export function installedPath(path, platform) {
  if (platform !== 'win32' || !path.endsWith('.dll')) return path
  return `${engine}/lib/napi-v8/${basename(path)}`
}

/** Symbolic links are left out: what they lead to is in the list. */
function* filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(root, path)
    else if (entry.isFile()) yield path
  }
}

/** @returns {Promise<string>} in hexadecimal digits */
export async function sha256(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
