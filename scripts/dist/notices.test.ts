import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isKnownLicence, licenceSection, licenceText } from './licence-text.mjs'
import { thirdPartyNotices, writeNotices } from './notices.mjs'
import { shippedPackages } from './shipped-packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('the notices of third parties', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fewlabel-notices-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function install(place: string, manifest: object, files: Record<string, string> = {}): void {
    mkdirSync(join(folder, place), { recursive: true })
    writeFileSync(join(folder, place, 'package.json'), JSON.stringify(manifest))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, place, name), text)
  }

  it('hold every package of this checkout, and nothing that may not be shipped', () => {
    const { text, problems } = thirdPartyNotices(root)
    // Where TensorFlow was set up before its notices were kept, they come with the next set-up.
    expect(problems.filter((problem) => !problem.startsWith('TensorFlow lies without'))).toEqual([])
    const names = shippedPackages(root).map(({ name, version }) => `${name} ${version} (`)
    expect(names.length).toBeGreaterThan(50)
    for (const name of ['Electron ', ...names]) expect(text).toContain(name)
    expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
    expect(text).toContain('SIL OPEN FONT LICENSE')
  })

  it('follow dependencies to where Node finds them, and leave development out', () => {
    install('.', { dependencies: { a: '1' }, devDependencies: { d: '1' } })
    install('node_modules/a', { name: 'a', version: '1', dependencies: { b: '2', '@types/x': '1' } })
    install('node_modules/a/node_modules/b', { name: 'b', version: '2', licenses: [{ type: 'MIT' }] })
    install('node_modules/b', { name: 'b', version: '1' })
    install('node_modules/d', { name: 'd', version: '1' })
    install('node_modules/@types/x', { name: '@types/x', version: '1' })
    expect(shippedPackages(folder).map(({ name, version, license }) => [name, version, license])).toEqual([
      ['a', '1', ''],
      ['b', '2', 'MIT'],
    ])
  })

  it('refuse a licence that nobody has looked at, and a package without a text', () => {
    const of = (license: string) => ({ name: 'a', version: '1', folder, license, author: 'A', homepage: '' })
    expect(licenceText(of('GPL-3.0-only'), String)).toEqual({
      problem: 'a 1 comes under "GPL-3.0-only", which nobody has looked at yet',
    })
    expect(licenceText(of(''), String)).toHaveProperty('problem')
    expect(licenceText(of('MIT'), String)).toEqual({ problem: 'a 1 (MIT) has no licence text' })
    writeFileSync(join(folder, 'LICENSE'), 'mine\n')
    expect(licenceText(of('MIT'), String)).toEqual({ text: 'mine' })
  })

  it('know expressions by their parts', () => {
    expect(isKnownLicence('(BSD-3-Clause AND Apache-2.0)')).toBe(true)
    expect(isKnownLicence('MIT OR SSPL-1.0')).toBe(false)
  })

  it('take a licence out of a README', () => {
    expect(licenceSection('# a\n\n## License\n\nPermission\n\n## More\nx')).toBe('Permission')
    expect(licenceSection('a\n=\n\nLicense\n-------\n\nPermission\n\nMore\n----\nx')).toBe('Permission')
    expect(licenceSection('# a')).toBeNull()
  })

  it('put packages of the same text together', () => {
    const entry = { version: '1', license: 'MIT', homepage: '' }
    const text = writeNotices([
      { ...entry, name: 'a', text: 'same' },
      { ...entry, name: 'b', text: 'same' },
    ])
    expect(text.match(/^same$/gm)).toHaveLength(1)
    expect(text).toContain('a 1 (MIT)\nb 1 (MIT)')
  })
})
