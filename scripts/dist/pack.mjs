import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { buildFolder, root } from '../setup/paths.mjs'
import { manifestName, nativeManifest } from './native-manifest.mjs'
import { thirdPartyNotices } from './notices.mjs'

/** Where electron-builder.yml takes what belongs into a package and not into a build. */
const forPackage = join(buildFolder, 'for-package')
const noticesFile = join(buildFolder, 'renderer', 'third-party-notices.txt')

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC }
const archs = { x64: Arch.x64, arm64: Arch.arm64 }

/**
 * Packs what is built, for this system and processor.
 *
 * @param {{ targets?: string[], output: string, electronDist?: string | null, native?: boolean }} options
 *   `targets`: `dir`, `deb`, …; those of electron-builder.yml when empty. `electronDist`: Electron's ZIP file, or a
 *   folder that it was unpacked to; downloaded or taken from electron-builder's cache when null. `native`: whether
 *   TensorFlow goes in
 * @returns {Promise<string[]>} the installers
 */
export async function pack({ targets = [], output, electronDist = null, native = true }) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  mkdirSync(forPackage, { recursive: true })
  const manifest = native ? await nativeManifest(root, process.platform) : { folders: [], files: [] }
  writeFileSync(join(forPackage, manifestName), `${JSON.stringify(manifest, null, 1)}\n`)
  // Anew: TensorFlow may have come after the build.
  writeFileSync(noticesFile, thirdPartyNotices(root).text)
  copyNotices(forPackage)
  const made = await build({
    projectDir: root,
    publish: 'never',
    targets: platforms[process.platform].createTarget(targets, archs[process.arch]),
    config: {
      directories: { output },
      ...(electronDist && { electronDist }),
      ...(!native && { files: ['!node_modules/@tensorflow/tfjs-node/**'] }),
      // deb and rpm must name an address, and there is none.
      ...(process.platform === 'linux' && { extraMetadata: { homepage: 'https://fewlabel.invalid' } }),
    },
  })
  return made.filter((path) => path.includes(version) && existsSync(path) && !path.endsWith('.blockmap'))
}

/** @returns {boolean} whether the native engine is set up in this checkout */
export function nativeEngineIsThere() {
  return existsSync(join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'deps', 'lib'))
}

/** The notices as they stand in the window. */
export function copyNotices(output) {
  copyFileSync(
    join(buildFolder, 'renderer', 'third-party-notices.txt'),
    join(output, 'THIRD-PARTY-NOTICES.txt'),
  )
}
