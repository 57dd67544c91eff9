import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodePng } from './png.ts'
import { openProdigy } from './prodigy-source.ts'
import { collect, failureOf, noise, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
const png = Buffer.from(encodePng(noise(16), 4, 4, 1))
let folders = 0

function file(rows: object[], images: string[] = []): string {
  const root = inFolder(String(folders++))
  mkdirSync(root)
  for (const name of images) writeFileSync(`${root}/${name}`, png)
  writeFileSync(`${root}/a.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return `${root}/a.jsonl`
}

async function read(source: string, options: Record<string, unknown> = {}) {
  const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
  const request = requestFor(source, { recipe, givenLabels: 'labels', ...options })
  return collect(await openProdigy(request, start))
}

const options = [
  { id: 'c', text: 'cat' },
  { id: 'd', text: 'dog' },
]

describe('openProdigy', () => {
  it('takes accepted answers for labels, by every person who gave one', async () => {
    const ask = (image: string, accept: string[], answer: string, more: object = {}) => ({
      image,
      options,
      accept,
      answer,
      ...more,
    })
    const source = file(
      [
        ask('a.png', ['c'], 'accept', {
          _input_hash: 5,
          _annotator_id: 'set-anna',
          _timestamp: 1_738_314_902,
        }),
        ask('b.png', [], 'ignore', { _input_hash: 6 }),
        ask('b.png', ['d'], 'reject', { _input_hash: 6 }),
        ask('a.png', ['d'], 'accept', { _input_hash: 5, _session_id: 'set-ben', _timestamp: 1_738_314_900 }),
        ask('c.png', ['c', 'd'], 'accept', { _input_hash: 7 }),
      ],
      ['a.png', 'b.png', 'c.png'],
    )
    const { samples, problems } = await read(source)
    expect(samples.map(({ externalId, labels }) => [externalId, labels ?? []])).toEqual([
      [
        'a.png',
        [
          { name: 'dog', annotator: 'set-ben', at: '2025-01-31T09:15:00.000Z' },
          { name: 'cat', annotator: 'set-anna', at: '2025-01-31T09:15:02.000Z' },
        ],
      ],
      ['b.png', []],
    ])
    expect(problems).toEqual([
      { file: 'a.jsonl', place: 'line 5', reason: 'several classes are accepted; samples have one' },
    ])
  })

  it('reads images that are in the file, and keeps them', async () => {
    const image = `data:image/png;base64,${png.toString('base64')}`
    const { samples } = await read(file([{ image, label: 'cat', answer: 'accept' }]))
    expect(samples).toHaveLength(1)
    expect(samples[0]).toMatchObject({ externalId: '1', sourcePath: null })
    expect(Buffer.from(samples[0].original?.bytes ?? [])).toEqual(png)
  })

  it('reads texts that have an embedding, and one question asked for several labels', async () => {
    const text = { text: 'Improve docs', embedding: [0.5, 1], meta: { score: 0.62, id: 't1' } }
    const source = file([
      { ...text, label: 'DOCS', answer: 'accept', _input_hash: 1, source: 'tracker' },
      { ...text, label: 'BUG', answer: 'reject', _input_hash: 1 },
    ])
    const { samples } = await read(source, { givenLabels: 'truth' })
    expect(
      samples.map(({ externalId, truth, text: said, fields }) => [externalId, truth, said, fields]),
    ).toEqual([['t1', 'DOCS', 'Improve docs', ['tracker']]])
    const failure = await failureOf(read(file([{ text: 'a', label: 'b', answer: 'accept' }])))
    expect(failure.message).toContain('have no embeddings')
  })

  it('names the line that is none', async () => {
    const source = file([{ image: 'a.png', answer: 'accept' }])
    writeFileSync(source, '{"image":"a.png","answer":"accept"}\n{"image":', { flag: 'w' })
    expect((await failureOf(read(source))).details.place).toBe('line 2')
  })
})
