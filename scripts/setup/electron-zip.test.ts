import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { zip } from '../native/testing/make-zip.ts'
import { installElectronZip } from './electron-zip.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-electron-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const version = '45.4.1'
const linuxZip = zipOf(version, 'linux')
const windowsZip = zipOf(version, 'win32')

function zipOf(of: string, system: string): Buffer {
  return zip([
    { name: 'version', content: Buffer.from(of) },
    { name: 'electron', content: Buffer.from(`the program for ${system}`) },
    { name: 'electron.d.ts', content: Buffer.from('// types') },
    { name: 'locales/de.pak', content: Buffer.from('texts') },
  ])
}

const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

let packages = 0
let packageFolder: string
beforeEach(() => {
  packageFolder = join(folder, `electron-${++packages}`)
  mkdirSync(join(packageFolder, 'node_modules'), { recursive: true })
  // The real extractor, where the real package would find it.
  const extractor = fileURLToPath(new URL('../../node_modules/@electron-internal', import.meta.url))
  symlinkSync(extractor, join(packageFolder, 'node_modules', '@electron-internal'), 'junction')
  writeFileSync(join(packageFolder, 'package.json'), JSON.stringify({ version }))
  const sums = {
    [`electron-v${version}-linux-x64.zip`]: sumOf(linuxZip),
    [`electron-v${version}-win32-x64.zip`]: sumOf(windowsZip),
  }
  writeFileSync(join(packageFolder, 'checksums.json'), JSON.stringify(sums))
})

function brought(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const linux = { platform: 'linux', arch: 'x64' }

describe("Electron's ZIP file", () => {
  it("is unpacked as Electron's own install script does", async () => {
    const file = brought('renamed by the mail program.zip', linuxZip)
    mkdirSync(join(packageFolder, 'dist'))
    writeFileSync(join(packageFolder, 'dist', 'left over'), '')
    await installElectronZip({ zip: file, packageFolder, ...linux })
    expect(readdirSync(join(packageFolder, 'dist')).sort()).toEqual(['electron', 'locales', 'version'])
    expect(readFileSync(join(packageFolder, 'path.txt'), 'utf8')).toBe('electron')
    expect(readFileSync(join(packageFolder, 'electron.d.ts'), 'utf8')).toBe('// types')
    expect(readdirSync(packageFolder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  const damaged = Buffer.from(linuxZip)
  damaged[40] ^= 1
  it.each([
    [
      'for another system',
      'a.zip',
      windowsZip,
      `electron-v${version}-win32-x64.zip, which is for another system`,
    ],
    [
      'of another version',
      'electron-v44.0.0-linux-x64.zip',
      zipOf('44.0.0', 'linux'),
      'Electron 44.0.0, going by',
    ],
    [
      'damaged',
      `electron-v${version}-linux-x64.zip`,
      damaged,
      `damaged or was changed (SHA-256 ${sumOf(damaged)})`,
    ],
  ])('is refused when it is %s, and nothing has changed', async (_, name, bytes, found) => {
    const file = brought(name, bytes)
    const install = installElectronZip({ zip: file, packageFolder, ...linux })
    await expect(install).rejects.toThrow(found)
    await expect(install).rejects.toThrow(
      `Expected: electron-v${version}-linux-x64.zip (SHA-256 ${sumOf(linuxZip)})`,
    )
    expect(existsSync(join(packageFolder, 'dist'))).toBe(false)
    expect(existsSync(join(packageFolder, 'path.txt'))).toBe(false)
  })

  it('has to be there, for a system that Electron is made for', async () => {
    const zip = join(folder, 'none.zip')
    await expect(installElectronZip({ zip, packageFolder, ...linux })).rejects.toThrow(
      `There is no file ${zip}. Expected: electron-v${version}-linux-x64.zip.`,
    )
    await expect(installElectronZip({ zip, packageFolder, platform: 'sunos', arch: 'x64' })).rejects.toThrow(
      `There is no Electron ${version} for sunos x64.`,
    )
  })
})
