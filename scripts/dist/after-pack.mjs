import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const engine = ['resources', 'app.asar.unpacked', 'node_modules', '@tensorflow', 'tfjs-node']

/**
 * electron-builder's hook between copying and signing. Windows finds tensorflow.dll only beside the addon: elsewhere the
 * package's own installer puts a link there, which no installer of ours could carry.
 *
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'win32') moveLibrariesToAddon(join(appOutDir, ...engine))
}

/** @param {string} folder the unpacked package tfjs-node */
export function moveLibrariesToAddon(folder) {
  const from = join(folder, 'deps', 'lib')
  const addonFolder = join(folder, 'lib', 'napi-v8')
  if (!existsSync(from) || !existsSync(addonFolder)) return
  for (const name of readdirSync(from).filter((each) => each.endsWith('.dll'))) {
    rmSync(join(addonFolder, name), { force: true })
    renameSync(join(from, name), join(addonFolder, name))
  }
}
