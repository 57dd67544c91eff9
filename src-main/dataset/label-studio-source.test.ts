import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLabelStudio } from './label-studio-source.ts'
import { collect, failureOf, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
let folders = 0

function tree(files: Record<string, unknown>): string {
  const root = inFolder(String(folders++))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${root}/${name}`), { recursive: true })
    writeFileSync(`${root}/${name}`, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

async function read(source: string, options: Record<string, unknown> = {}) {
  const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
  const request = requestFor(source, { recipe, givenLabels: 'labels', ...options })
  return collect(await openLabelStudio(request, start))
}

function annotation(choice: string | string[], facts: object = {}) {
  const value = { choices: [choice].flat() }
  return { result: [{ from_name: 'choice', to_name: 'image', type: 'choices', value }], ...facts }
}

describe('openLabelStudio', () => {
  it('takes annotations for labels of whoever made them, and predictions for none', async () => {
    const at = '2025-01-31T09:15:02Z'
    const root = tree({
      'tasks.json': [
        {
          id: 17,
          data: { image: '/data/local-files/?d=set/images/a%20b.png', source: 'web' },
          annotations: [
            annotation('cat', { completed_by: { id: 3, email: 'anna@example.org' }, created_at: at }),
            annotation('dog', { completed_by: 4, created_at: '2025-01-30T09:15:02.123456Z' }),
          ],
        },
        {
          id: 18,
          data: { image: 'images/c.png' },
          annotations: [annotation('cat', { was_cancelled: true })],
        },
        { id: 19, data: { image: '/data/upload/1/d.png' }, predictions: [annotation('cat', { score: 0.9 })] },
      ],
      'images/a b.png': '',
      'images/c.png': '',
      'upload/1/d.png': '',
    })
    const { samples, problems } = await read(`${root}/tasks.json`)
    expect(problems).toEqual([])
    expect(samples.map(({ externalId, labels, fields }) => [externalId, labels ?? [], fields])).toEqual([
      [
        '17',
        [
          { name: 'dog', annotator: '4', at: '2025-01-30T09:15:02.123Z' },
          { name: 'cat', annotator: 'anna@example.org', at: '2025-01-31T09:15:02.000Z' },
        ],
        ['web'],
      ],
      ['18', [], ['']],
      ['19', [], ['']],
    ])
  })

  it('refuses several choices and web addresses, one by one', async () => {
    const root = tree({
      'tasks.json': [
        { id: 1, data: { image: 'a.png' }, annotations: [annotation(['cat', 'dog'])] },
        { id: 2, data: { image: 'https://example.org/b.png' } },
        { id: 3, data: { image: 's3://bucket/c.png' } },
        { id: 4, data: { image: '../../../../etc/passwd' } },
        { id: 5, data: { image: 'a.png' } },
      ],
      'a.png': '',
    })
    const { samples, problems } = await read(`${root}/tasks.json`)
    expect(samples.map(({ externalId }) => externalId)).toEqual(['5'])
    expect(problems.map(({ place, reason }) => [place, reason.replace(/^".*?": /, '')])).toEqual([
      ['task 1', 'somebody chose several classes, "cat" and "dog"; samples have one'],
      ['task 2', 'it is a web address, and Fewlabel opens no network; download the image first'],
      ['task 3', 'it is a web address, and Fewlabel opens no network; download the image first'],
      ['task 4', 'it leads out of the folder'],
    ])
  })

  it('reads JSON_MIN and CSV, with the annotations of a task on rows of their own', async () => {
    const rows = [
      {
        image: 'a.png',
        id: 1,
        choice: 'cat',
        annotator: 1,
        annotation_id: 1,
        created_at: '2025-01-31T09:15:02Z',
        lead_time: 3.2,
      },
      {
        image: 'a.png',
        id: 1,
        choice: 'dog',
        annotator: 2,
        annotation_id: 2,
        created_at: '2025-01-31T10:15:02Z',
        lead_time: 3.2,
      },
      {
        image: 'b.png',
        id: 2,
        choice: 'dog',
        annotator: 1,
        annotation_id: 3,
        created_at: '2025-01-31T11:15:02Z',
        lead_time: 3.2,
      },
    ]
    const header = Object.keys(rows[0])
    const csv = [header, ...rows.map((row) => Object.values(row))].map((cells) => cells.join(',')).join('\n')
    const root = tree({ 'min.json': rows, 'min.csv': csv, 'a.png': '', 'b.png': '' })
    for (const file of ['min.json', 'min.csv']) {
      const { samples, problems } = await read(`${root}/${file}`)
      expect(problems).toEqual([])
      expect(
        samples.map(({ externalId, labels }) => [
          externalId,
          labels?.map(({ name, annotator }) => [name, annotator]),
        ]),
      ).toEqual([
        [
          '1',
          [
            ['cat', '1'],
            ['dog', '2'],
          ],
        ],
        ['2', [['dog', '1']]],
      ])
    }
  })

  it('reads texts that have an embedding', async () => {
    const root = tree({
      'tasks.json': [
        { id: 1, data: { text: 'Good', embedding: [1, 2] }, annotations: [annotation('positive')] },
        { id: 2, data: { text: 'Bad', embedding: [1, 2, 3] } },
        { id: 3, data: { text: 'None' } },
      ],
    })
    const { samples, problems } = await read(`${root}/tasks.json`, { givenLabels: 'truth' })
    expect(samples.map(({ text, truth, input }) => [text, truth, [...input]])).toEqual([
      ['Good', 'positive', [1, 2]],
    ])
    expect(problems.map(({ reason }) => reason)).toEqual([
      'its embedding has 3 numbers where the others have 2',
      'it has no embedding, as the others have',
    ])
    const without = tree({ 'tasks.json': [{ id: 1, data: { text: 'Good' } }] })
    expect((await failureOf(read(`${without}/tasks.json`))).code).toBe('source-unsupported')
  })

  it('reads an export in several files, and a single task', async () => {
    const root = tree({
      'tasks.json': [{ id: 1, data: { image: 'a.png', ref: 'own 1' } }],
      'tasks-2.json': { id: 1, data: { image: 'a.png', ref: 'own 2' }, annotations: [] },
      'a.png': '',
    })
    const { samples } = await read(root)
    expect(samples.map(({ externalId }) => externalId).sort()).toEqual(['own 1', 'own 2'])
  })

  it('says that there are no tasks', async () => {
    expect((await failureOf(read(`${tree({ 'a.json': [] })}/a.json`))).code).toBe('source-empty')
  })
})
