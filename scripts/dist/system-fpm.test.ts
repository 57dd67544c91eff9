import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { debControl, readFpmArguments, rpmSpec } from './system-fpm.mjs'

const script = join(tmpdir(), `fewlabel-script-${process.pid}`)
const common = [
  ...['-s', 'dir', '--force', '-d', 'libnss3', '-d', 'a | b'],
  ...['--architecture', 'amd64', '--description', 'Label a pile\n Turns samples into labels.'],
  ...['--after-install', script, '--after-remove', script, '--version', '1.2', '--package', '/out/x'],
  ...['--name', 'fewlabel', '--maintainer', 'A <a@b.invalid>', '--vendor', 'A', '--url', 'https://b.invalid'],
  ...['--license', 'Apache-2.0'],
  ...['/made/=/opt/Fewlabel', 'icon.png=/usr/share/icons/a.png'],
]

describe('packages by the tools of the system', () => {
  it('take what electron-builder says to fpm, and nothing else', () => {
    const request = readFpmArguments(['-t', 'deb', ...common])
    expect(request.depends).toEqual(['libnss3', 'a | b'])
    expect(request.files).toEqual([
      { from: '/made/', to: '/opt/Fewlabel' },
      { from: 'icon.png', to: '/usr/share/icons/a.png' },
    ])
    expect(() => readFpmArguments(['--deb-systemd', 'x'])).toThrow('deb-systemd')
    expect(() => readFpmArguments(['lonely'])).toThrow('FROM=/TO')
  })

  it('describe a deb', () => {
    const control = debControl(readFpmArguments(['-t', 'deb', '--deb-recommends', 'r', ...common]), 42)
    expect(control).toContain('Depends: libnss3, a | b\nRecommends: r\n')
    expect(control).toContain('Installed-Size: 42\n')
    expect(control.endsWith('Description: Label a pile\n Turns samples into labels.\n')).toBe(true)
  })

  it('describe an rpm, whose scripts keep their percent signs', () => {
    writeFileSync(script, 'date +%s\n')
    const spec = rpmSpec(readFpmArguments(['-t', 'rpm', ...common]))
    expect(spec).toContain('Requires: a | b\n')
    expect(spec).toContain('date +%%s')
    expect(spec).toContain('"/opt/Fewlabel"\n"/usr/share/icons/a.png"\n')
  })
})
