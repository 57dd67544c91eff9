import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openNpy } from './npy-source.ts'
import { collect, failureOf, requestFor, temporaryFolder } from './test-support.ts'
import { npyFile, zipOf } from './testing/npy-file.ts'

const inFolder = temporaryFolder()
let files = 0

function write(bytes: Uint8Array, ending = 'npy'): string {
  const path = inFolder(`${files++}.${ending}`)
  writeFileSync(path, bytes)
  return path
}

async function read(bytes: Uint8Array, options: Record<string, unknown> = {}) {
  const source = await openNpy(requestFor(write(bytes), options))
  return { source, ...(await collect(source)) }
}

const inputs = (samples: { input: ArrayLike<number> }[]) => samples.map(({ input }) => Array.from(input))

describe('openNpy', () => {
  it.each([
    ['<f4', new Float32Array([1, 2.5, -3, 4]), 1],
    ['<f8', new Float64Array([1, 2.5, -3, 4]), 2],
    ['<i4', new Int32Array([1, 2, -3, 4]), 3],
    ['<i8', new BigInt64Array([1n, 2n, -3n, 4n]), 1],
    ['|b1', Uint8Array.of(1, 0, 1, 1), 1],
    ['>f4', new Uint8Array(Buffer.from('3f80000040200000c040000040800000', 'hex')), 1],
    ['<f2', new Uint8Array(Buffer.from('003c004100c20044', 'hex')), 1],
    ['>u2', Uint8Array.of(0, 1, 1, 0, 0, 3, 0, 4), 1],
  ])('reads vectors of %s', async (descr, data, version) => {
    const { source, samples } = await read(npyFile(descr, [2, 2], data, { version }))
    expect(source).toMatchObject({ format: 'npy', total: 2, notices: [] })
    expect(source.shape).toEqual({ kind: 'vector', length: 2, columns: [] })
    expect(samples.map(({ externalId }) => externalId)).toEqual(['0', '1'])
    const [, second, third] =
      descr === '|b1'
        ? [1, 0, 1]
        : descr === '>u2'
          ? [1, 256, 3]
          : descr.includes('f')
            ? [1, 2.5, -3]
            : [1, 2, -3]
    expect(inputs(samples)).toEqual([
      [1, second],
      [third, descr === '|b1' ? 1 : 4],
    ])
  })

  it('reads what is written column by column', async () => {
    const data = new Float32Array([1, 2, 3, 4, 5, 6])
    const { samples } = await read(npyFile('<f4', [2, 3], data, { isFortran: true }))
    expect(inputs(samples)).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ])
  })

  it('reads bytes as images, their channels last or first', async () => {
    const recipe = { recipe: { side: 4, colour: 'rgb' } }
    const pixels = Uint8Array.from({ length: 48 }, (_, i) => i)
    const last = await read(npyFile('|u1', [1, 4, 4, 3], pixels), recipe)
    expect(last.source.shape).toEqual({ kind: 'image', side: 4, channels: 3 })
    expect([...last.samples[0].input]).toEqual([...pixels])
    expect(last.samples[0].thumbnail).toBeNull()
    const planes = Uint8Array.from({ length: 48 }, (_, i) => pixels[(i % 16) * 3 + Math.floor(i / 16)])
    const first = await read(npyFile('|u1', [1, 3, 4, 4], planes), recipe)
    expect([...first.samples[0].input]).toEqual([...pixels])
    const gray = await read(npyFile('|u1', [2, 8, 6], new Uint8Array(96).fill(7)), { recipe: { side: 4 } })
    expect(gray.samples[0]).toMatchObject({ thumbnail: { mediaType: 'image/png', width: 6, height: 8 } })
  })

  it('reads other arrays of images as vectors, and says so', async () => {
    const { source } = await read(npyFile('<f4', [1, 2, 2], new Float32Array(4)))
    expect(source.shape).toMatchObject({ kind: 'vector', length: 4 })
    expect(source.notices[0].reason).toContain('bytes (uint8)')
  })

  it('finds samples, labels, ids and names in an archive, packed or not', async () => {
    const wide = (words: string[]) =>
      Int32Array.from(words.flatMap((word) => [...word.padEnd(4, '\0')].map((c) => c.charCodeAt(0))))
    const arrays = {
      'other.npy': npyFile('<f4', [1], new Float32Array([9])),
      'y.npy': npyFile('<i4', [3], new Int32Array([1, 0, -1])),
      'X.npy': npyFile('<f4', [3, 1], new Float32Array([1, 2, 3])),
      'class_names.npy': npyFile('<U4', [2], wide(['cat', 'dog'])),
      'ids.npy': npyFile('|S2', [3], new Uint8Array(Buffer.from('a\0b\0cc'))),
    }
    for (const compress of [true, false]) {
      const { source, samples } = await read(await zipOf(arrays, compress))
      expect(samples.map(({ externalId, truth }) => [externalId, truth])).toEqual([
        ['a', 'dog'],
        ['b', 'cat'],
        ['cc', null],
      ])
      expect(source.notices).toMatchObject([{ file: expect.stringMatching(/other\.npy$/) }])
    }
  })

  it('makes no class of gaps among labels that are numbers', async () => {
    const x = npyFile('<f4', [3, 1], new Float32Array([1, 2, 3]))
    const y = npyFile('<f8', [3], new Float64Array([1, Number.NaN, 0]))
    const source = await openNpy(requestFor(write(await zipOf({ 'x.npy': x, 'y.npy': y }), 'npz')))
    const { samples } = await collect(source)
    expect(samples.map(({ truth }) => truth)).toEqual(['1', null, '0'])
  })

  it('takes labels from another file', async () => {
    const labels = write(npyFile('|u1', [2], Uint8Array.of(3, 5)))
    const { samples } = await read(npyFile('<f4', [2, 1], new Float32Array(2)), {
      labels,
      givenLabels: 'labels',
    })
    expect(samples.map(({ labels }) => labels?.[0].name)).toEqual(['3', '5'])
    const few = write(npyFile('|u1', [1], Uint8Array.of(3)))
    const failure = await failureOf(read(npyFile('<f4', [2, 1], new Float32Array(2)), { labels: few }))
    expect(failure.code).toBe('source-mismatch')
  })

  it.each([
    ['objects of Python', npyFile('|O', [2], new Uint8Array(16)), 'source-unsupported'],
    ['complex numbers', npyFile('<c8', [2, 1], new Uint8Array(16)), 'source-unsupported'],
    ['an end too soon', npyFile('<f4', [2, 2], new Float32Array(3)), 'source-damaged'],
    [
      'a shape beyond all files',
      npyFile('<f4', [99_999_999_999, 99_999_999_999], new Float32Array(1)),
      'source-damaged',
    ],
    ['a long vector', npyFile('<f4', [1, 70_000], new Float32Array(70_000)), 'source-unsupported'],
    ['no samples', npyFile('<f4', [0, 4], new Float32Array(0)), 'source-empty'],
    ['another file', Uint8Array.of(1, 2, 3), 'source-damaged'],
    ['a gap', npyFile('<f4', [2, 1], new Float32Array([1, Number.NaN])), 'source-damaged'],
    [
      'a large one column by column',
      npyFile('<f8', [99_999_999, 10], new Float64Array(1), { isFortran: true }),
      'source-unsupported',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    const failure = await failureOf(read(bytes))
    expect(failure.code).toBe(code)
    expect(failure.details.remedy).toBeTruthy()
  })

  it('refuses an archive without arrays, and one that is cut short', async () => {
    expect((await failureOf(read(await zipOf({ 'a.txt': Uint8Array.of(1) })))).code).toBe('source-empty')
    const whole = await zipOf({ 'x.npy': npyFile('<f4', [2, 2], new Float32Array(4)) })
    expect((await failureOf(read(whole.subarray(0, whole.length - 30)))).code).toBe('source-damaged')
  })
})
