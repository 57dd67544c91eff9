import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openLibsvm } from './libsvm-source.ts'
import { collect, failureOf, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let files = 0

async function read(text: string | Uint8Array, options: Record<string, unknown> = {}) {
  const path = inFolder(`${files++}.svm`)
  writeFileSync(path, text)
  const source = await openLibsvm(requestFor(path, options))
  return { source, ...(await collect(source)) }
}

describe('openLibsvm', () => {
  it('makes vectors as long as the largest index, and classes of numbers', async () => {
    const { source, samples } = await read(
      '# made by hand\n+1 1:0.5 4:-2 # first\n\n-1.0 qid:7 2:1e1\r\n3:1\n',
    )
    expect(source).toMatchObject({ format: 'libsvm', total: 3, fieldNames: ['qid'] })
    expect(source.shape).toEqual({ kind: 'vector', length: 4, columns: [] })
    expect(
      samples.map(({ externalId, truth, fields, input }) => [externalId, truth, fields, [...input]]),
    ).toEqual([
      ['2', '1', [''], [0.5, 0, 0, -2]],
      ['4', '-1', ['7'], [0, 10, 0, 0]],
      ['5', null, [''], [0, 0, 1, 0]],
    ])
  })

  it('counts from 0 where the file does, packed or not', async () => {
    const { samples } = await read(gzipSync('1 0:5 2:6\n2 1:7\n'))
    expect(samples.map(({ input }) => [...input])).toEqual([
      [5, 0, 6],
      [0, 7, 0],
    ])
  })

  it('takes the classes as labels, or not at all', async () => {
    const { samples } = await read('1 1:1\n', { givenLabels: 'labels', labelsBy: 'ann' })
    expect(samples[0]).toMatchObject({ truth: null, labels: [{ name: '1', annotator: 'ann', at: null }] })
    expect((await read('1 1:1\n', { givenLabels: 'out' })).samples[0].truth).toBeNull()
  })

  it.each([
    ['several classes', '1 1:1\n1,3 1:1\n', 'source-unsupported', 'line 2'],
    ['a word', '1 1:1\ncat 1:1\n', 'source-damaged', 'line 2'],
    ['a value that is none', '1 1:x\n', 'source-damaged', 'line 1'],
    ['infinity', '1 1:inf\n', 'source-damaged', 'line 1'],
    ['an index twice', '1 1:1 1:2\n', 'source-damaged', 'line 1'],
    ['an endless index', '1 99999999999:1\n', 'source-damaged', 'line 1'],
    ['too large an index', '1 70000:1\n', 'source-unsupported', undefined],
    ['nothing', '# nothing\n', 'source-empty', undefined],
    ['classes alone', '1\n2\n', 'source-empty', undefined],
  ])('refuses %s', async (_, text, code, place) => {
    const failure = await failureOf(read(text))
    expect([failure.code, failure.details.place]).toEqual([code, place])
  })
})
