import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What @electron/fuses looks for in the program; then the version of the wire, its length, and a digit for each fuse. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Electron's own defaults, in the order of FuseV1Options. */
const defaultFuses = '101100010'

/**
 * Stands in for Electron's files where its binary cannot be had, so that everything else about packing can be done and
 * looked at: the layout, the fuses, the languages. It says so when it is started.
 *
 * @param {string} folder made anew
 * @param {{ licence: string, version: string }} electron path of Electron's own licence, and its version
 */
export function makePlaceholderElectron(folder, { licence, version }) {
  rmSync(folder, { recursive: true, force: true })
  for (const part of ['resources', 'locales']) mkdirSync(join(folder, part), { recursive: true })
  const wire = `${fuseSentinel}${String.fromCharCode(1, defaultFuses.length)}${defaultFuses}`
  const program = `#!/bin/sh\necho "This package was made without Electron's binary, to look at its files." >&2\nexit 1\n`
  const files = {
    electron: `${program}# ${wire}\n`,
    'chrome-sandbox': program,
    chrome_crashpad_handler: program,
    version,
    'LICENSES.chromium.html': '<!doctype html><title>Placeholder</title>\n',
    'resources/default_app.asar': '',
    'icudtl.dat': '',
    'resources.pak': '',
  }
  for (const language of ['de', 'en-GB', 'en-US', 'fr', 'ja']) files[`locales/${language}.pak`] = ''
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    chmodSync(join(folder, name), 0o755)
  copyFileSync(licence, join(folder, 'LICENSE'))
}
