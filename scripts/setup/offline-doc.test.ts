import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { takeSetupOptions } from './options.mjs'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const guide = read('docs/offline-install.md')

describe('docs/offline-install.md', () => {
  it('names the versions that are needed', () => {
    const { devDependencies } = JSON.parse(read('package.json'))
    expect(guide).toContain(`electron-v${devDependencies.electron}-linux-x64.zip`)
    const [, tensorflow] = /^const version = '(.+)'$/m.exec(read('scripts/native/tensorflow-wheel.mjs')) ?? []
    expect(guide).toContain(`tensorflow_cpu-${tensorflow}-`)
  })

  it('names the installers as they are named', () => {
    const [, pattern = ''] = /^artifactName: (.+)$/m.exec(read('electron-builder.yml')) ?? []
    expect(pattern.match(/\w+/g)).toEqual(['name', 'version', 'os', 'arch', 'ext'])
    const { name } = JSON.parse(read('package.json'))
    for (const end of [
      'linux-amd64.deb',
      'linux-x86_64.rpm',
      'linux-x86_64.AppImage',
      'win-x64.exe',
      'mac-arm64.dmg',
    ]) {
      expect(guide).toContain(`${name}-VERSION-${end}`)
    }
  })

  it('knows the options of the set-up, and those alone', () => {
    const table = guide.slice(
      guide.indexOf('| option |'),
      guide.indexOf('node scripts/bootstrap.mjs setup --offline'),
    )
    const rows = Array.from(table.matchAll(/^\| `(--[\w-]+)[^|]*\| `(FEWLABEL_\w+)/gm))
    const environment = Object.fromEntries(rows.map(([, , variable]) => [variable, '/given']))
    const { options } = takeSetupOptions([], environment)
    expect(rows).toHaveLength(Object.keys(options).length)
    expect(Object.values(options)).not.toContain(null)
    const args = rows.flatMap(([, option]) => (option === '--offline' ? [option] : [option, '/given']))
    expect(takeSetupOptions(args, {})).toEqual({ options, rest: [] })
  })

  it('leads to pages that are there', () => {
    for (const [, link] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(existsSync(new URL(`../../docs/${link}`, import.meta.url)), link).toBe(true)
    }
  })
})
