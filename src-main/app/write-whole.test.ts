import {
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeWhole } from './write-whole.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode('<svg/>')
const svg = { endings: ['.svg'], overwrite: false }

describe('a file that is written whole', () => {
  it('appears under its name alone, and replaces another only when asked', async () => {
    const out = join(folder, 'a.SVG')
    expect(await writeWhole(out, bytes, svg)).toBe(out)
    expect(readdirSync(folder)).toEqual(['a.SVG'])
    await expect(writeWhole(out, bytes, svg)).rejects.toMatchObject({ code: 'export-target-exists' })
    await writeWhole(out, new Uint8Array(2), { ...svg, overwrite: true })
    expect(readFileSync(out)).toHaveLength(2)
    expect(readdirSync(folder)).toEqual(['a.SVG'])
  })

  it('is refused for what it is not, where it cannot be, and in place of what is no plain file', async () => {
    await expect(writeWhole(join(folder, 'a.sh'), bytes, svg)).rejects.toMatchObject({ code: 'bad-request' })
    mkdirSync(join(folder, 'b.svg'))
    writeFileSync(join(folder, 'kept.txt'), 'kept')
    symlinkSync(join(folder, 'kept.txt'), join(folder, 'c.svg'))
    for (const name of ['b.svg', 'c.svg'])
      await expect(writeWhole(join(folder, name), bytes, { ...svg, overwrite: true })).rejects.toMatchObject({
        code: 'export-target-exists',
      })
    await expect(writeWhole(join(folder, 'no', 'd.svg'), bytes, svg)).rejects.toMatchObject({
      details: { file: join(folder, 'no', 'd.svg') },
    })
    expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toBe('kept')
    expect(readdirSync(folder).sort()).toEqual(['b.svg', 'c.svg', 'kept.txt'])
  })
})
