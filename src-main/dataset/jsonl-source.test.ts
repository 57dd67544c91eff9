import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openJsonLines } from './jsonl-source.ts'
import { asking, collect, failureOf, noDecoder, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let files = 0

function write(text: string | Uint8Array): string {
  const path = inFolder(`${files++}.jsonl`)
  writeFileSync(path, text)
  return path
}

async function read(text: string | Uint8Array, options: Record<string, unknown> = {}) {
  const source = await openJsonLines(requestFor(write(text), options), noDecoder)
  const notices = []
  for await (const batch of source.batches()) notices.push(...(batch.notices ?? []))
  return { source, notices, ...(await collect(source)) }
}

describe('openJsonLines', () => {
  it('reads numbers, an embedding, a text and what is nested', async () => {
    const rows = [
      { id: 'a', embedding: [0.5, -1], text: 'Hello', meta: { page: 3 }, label: 'x', ok: true },
      { id: 'b', embedding: [1, 2], text: null, label: '', extra: 1 },
    ]
    const { source, samples } = await read(`\uFEFF${rows.map((row) => JSON.stringify(row)).join('\r\n')}\n`)
    expect(source).toMatchObject({ format: 'jsonl', fieldNames: ['meta', 'ok', 'extra'] })
    expect(source.shape).toEqual({ kind: 'vector', length: 2, columns: [] })
    expect(samples).toMatchObject([
      { externalId: 'a', truth: 'x', text: 'Hello', fields: ['{"page":3}', 'true', ''] },
      { externalId: 'b', truth: null, fields: ['', '', '1'] },
    ])
    expect([...samples[1].input]).toEqual([1, 2])
    expect(samples[0].contentHash).not.toEqual(samples[1].contentHash)
  })

  it('reads columns of numbers, packed', async () => {
    const { source, samples } = await read(gzipSync('{"a":1,"b":2.5}\n\n{"b":-1,"a":3}'))
    expect(source.shape).toMatchObject({ columns: ['a', 'b'] })
    expect(samples.map(({ externalId, input }) => [externalId, ...input])).toEqual([
      ['1', 1, 2.5],
      ['3', 3, -1],
    ])
  })

  it('takes labels with who gave them and when, and none of the model', async () => {
    const rows = [
      { a: 1, label: 'cat', label_source: 'human', annotator: 'ann', labeled_at: '2025-01-31T09:15:02Z' },
      { a: 2, label: 'dog', label_source: 'model', annotator: null, labeled_at: null },
      { a: 3, label: 'cat', label_source: 'bulk', annotator: '', labeled_at: 'yesterday' },
    ]
    const { samples, notices } = await read(rows.map((row) => JSON.stringify(row)).join('\n'))
    expect(samples.map(({ truth, labels }) => [truth, labels])).toEqual([
      [null, [{ name: 'cat', annotator: 'ann', at: '2025-01-31T09:15:02.000Z' }]],
      [null, undefined],
      [null, [{ name: 'cat', annotator: 'imported', at: null }]],
    ])
    expect(notices[0].reason).toContain('1 of the times cannot be understood, the first in line 3')
  })

  it('says what comes up later than the first lines', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => (i < 250 ? '{"a":1}' : '{"a":1,"late":2}'))
    const { notices, samples } = await read(lines.join('\n'))
    expect(samples).toHaveLength(300)
    expect(notices).toMatchObject([{ place: 'line 251, "late"' }])
  })

  it.each([
    ['a gap', '{"a":1,"b":2}\n{"a":1}\n', 'line 2, column "b"', 'an empty cell'],
    ['text among numbers', '{"a":1}\n{"a":"x"}\n', 'line 2, column "a"', '"x"'],
    ['a shorter list', '{"v":[1,2]}\n{"v":[1]}\n', 'line 2, column "v"', '1 numbers'],
    ['a number too large', '{"v":[1,2]}\n{"v":[1,1e300]}\n', 'line 2, column "v"', 'too large'],
    ['a list among numbers', '{"a":1}\n{"a":[1]}\n', 'line 2, column "a"', '[1]'],
    ['NaN', '{"a":1}\n{"a":NaN}\n', 'line 2', 'NaN'],
    ['half a line', '{"a":1}\n{"a":', 'line 2', 'JSON'],
    ['a list instead of an object', '{"a":1}\n[1]\n', 'line 2', 'no object'],
  ])('names the place of %s', async (_, text, place, found) => {
    const failure = await failureOf(read(text))
    expect([failure.code, failure.details.place]).toEqual(['source-damaged', place])
    expect(failure.details.found).toContain(found)
  })

  it('refuses what has nothing in it, or nothing for the model', async () => {
    expect((await failureOf(read('\n\n'))).code).toBe('source-empty')
    expect((await failureOf(read('{"a":"x"}\n'))).code).toBe('source-damaged')
    expect((await failureOf(read('{"a":1}\n', asking({ b: 'truth' })))).code).toBe('source-mismatch')
  })

  it('reads keys that objects have of their own', async () => {
    const { samples } = await read('{"a":1,"__proto__":"x","constructor":"y"}\n{"a":2}\n')
    expect(samples.map(({ fields }) => fields)).toEqual([
      ['x', 'y'],
      ['', ''],
    ])
  })
})
