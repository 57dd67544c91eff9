import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { extractFromZip } from './read-zip.mjs'
import { zip } from './testing/make-zip.ts'
import { damagedFile, readWheelFacts, wheelMismatch } from './wheel-check.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-wheel-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const library = Buffer.from('the library')
const linux = {
  name: 'tensorflow-cpu',
  version: '2.21.0',
  platform: /^manylinux.*_x86_64$/,
  platformName: 'Linux x64',
}

let wheels = 0
function makeWheel({
  name = 'tensorflow_cpu',
  version = '2.21.0',
  tag = 'cp311-cp311-manylinux_2_27_x86_64',
  recorded = library,
} = {}): string {
  const info = `${name}-${version}.dist-info`
  const sum = createHash('sha256').update(recorded).digest('base64url')
  const files = {
    'tensorflow/libtensorflow_cc.so.2': library,
    [`${info}/METADATA`]: Buffer.from(
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nName: text\n`,
    ),
    [`${info}/WHEEL`]: Buffer.from(`Wheel-Version: 1.0\nTag: ${tag}\n`),
    [`${info}/RECORD`]: Buffer.from(
      `tensorflow/libtensorflow_cc.so.2,sha256=${sum},${recorded.length}\n${info}/RECORD,,\n`,
    ),
  }
  const path = join(folder, `wheel-${++wheels}.whl`)
  writeFileSync(path, zip(Object.entries(files).map(([file, content]) => ({ name: file, content }))))
  return path
}

const facts = (wheel: string) => readWheelFacts(wheel, join(folder, `info-${wheels}`))

describe('a wheel that was brought', () => {
  it('fits by its name, version and platform, whatever the file is called', async () => {
    expect(wheelMismatch(await facts(makeWheel()), linux)).toBeNull()
    expect(
      wheelMismatch(await facts(makeWheel({ tag: 'cp313-cp313-manylinux2014_x86_64' })), linux),
    ).toBeNull()
  })

  it.each([
    [{ version: '2.18.0' }, 'found tensorflow-cpu 2.18.0 for manylinux_2_27_x86_64'],
    [{ name: 'tensorflow' }, 'found tensorflow 2.21.0 for manylinux_2_27_x86_64'],
    [{ tag: 'cp311-cp311-win_amd64' }, 'found tensorflow-cpu 2.21.0 for win_amd64'],
    [{ tag: 'cp311-cp311-manylinux_2_27_aarch64' }, 'found tensorflow-cpu 2.21.0 for manylinux_2_27_aarch64'],
  ])('is refused with what was expected and found: %o', async (changes, found) => {
    const problem = wheelMismatch(await facts(makeWheel(changes)), linux)
    expect(problem).toBe(`expected the wheel of tensorflow-cpu 2.21.0 for Linux x64, ${found}`)
  })

  it('is checked file by file against its own list', async () => {
    for (const [recorded, damaged] of [
      [library, null],
      [Buffer.from('another library'), 'tensorflow/libtensorflow_cc.so.2'],
    ] as const) {
      const wheel = makeWheel({ recorded })
      const unpacked = new Map([['tensorflow/libtensorflow_cc.so.2', join(folder, 'out', 'library')]])
      await extractFromZip(wheel, join(folder, 'out'), (name) => (unpacked.has(name) ? 'library' : null))
      expect(await damagedFile(await facts(wheel), unpacked)).toBe(damaged)
    }
  })

  it('has to be there, and a wheel', async () => {
    await expect(facts(join(folder, 'none.whl'))).rejects.toThrow(
      `there is no file ${join(folder, 'none.whl')}`,
    )
    const text = join(folder, 'text.whl')
    writeFileSync(text, 'not a wheel')
    await expect(facts(text)).rejects.toThrow('not a whole ZIP archive')
    const other = join(folder, 'other.whl')
    writeFileSync(other, zip([{ name: 'a', content: library }]))
    await expect(facts(other)).rejects.toThrow('is no Python wheel')
  })
})
