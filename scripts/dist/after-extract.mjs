import { rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * electron-builder's hook after Electron's files are in place. What it takes out of a downloaded Electron itself, it
 * leaves in one that was given to it: the program that a bare Electron shows, and a file with its version.
 *
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export function afterExtract({ appOutDir, electronPlatformName }) {
  const resources =
    electronPlatformName === 'darwin' ? join('Electron.app', 'Contents', 'Resources') : 'resources'
  for (const path of ['version', join(resources, 'default_app.asar')]) {
    rmSync(join(appOutDir, path), { force: true })
  }
}
