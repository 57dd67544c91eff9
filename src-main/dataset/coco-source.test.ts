import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCoco } from './coco-source.ts'
import { collect, failureOf, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
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
  return collect(await openCoco(requestFor(source, { recipe, ...options }), start))
}

const categories = [
  { id: 1, name: 'cat' },
  { id: 2, name: 'dog' },
]
const images = (...names: string[]) => names.map((file_name, i) => ({ id: i + 1, file_name }))

describe('openCoco', () => {
  it('takes the category of its annotations for the class of an image, wherever the lists stand', async () => {
    const root = tree({
      'annotations/labels_train.json': {
        images: images('a.png', 'b.png', 'c.png', 'd.png'),
        annotations: [
          { image_id: 1, category_id: 1, bbox: [1, 2, 3, 4] },
          { image_id: 1, category_id: 1 },
          { image_id: 2, category_id: 2 },
          { image_id: 3, category_id: 2, score: 0.9 },
        ],
        categories,
      },
      'images/train/a.png': '',
      'images/train/b.png': '',
      'images/c.png': '',
      'd.png': '',
    })
    const { samples, problems } = await read(`${root}/annotations/labels_train.json`)
    expect(problems).toEqual([])
    expect(samples.map(({ externalId, truth, sourcePath }) => [externalId, truth, sourcePath])).toEqual([
      ['a.png', 'cat', `${root}/images/train/a.png`],
      ['b.png', 'dog', `${root}/images/train/b.png`],
      // A score without a word on who gave it is a model's.
      ['c.png', null, `${root}/images/c.png`],
      ['d.png', null, `${root}/d.png`],
    ])
  })

  it('reports an image with several classes, unless classes are left out', async () => {
    const annotations = [
      { image_id: 1, category_id: 2 },
      { image_id: 1, category_id: 1 },
    ]
    const root = tree({ 'a.json': { categories, annotations, images: images('a.png') }, 'a.png': '' })
    const { problems } = await read(`${root}/a.json`)
    expect(problems).toEqual([
      { file: 'a.png', reason: 'it has annotations of several classes, "dog" and "cat"; samples have one' },
    ])
    expect((await read(`${root}/a.json`, { givenLabels: 'out' })).samples).toHaveLength(1)
  })

  it('keeps who said what when, of several people too', async () => {
    const by = (annotator: string, labeled_at: string) => ({
      attributes: { label_source: 'human', annotator, labeled_at },
    })
    const annotations = [
      { image_id: 1, category_id: 2, ...by('ben', '2025-02-01T00:00:00Z') },
      { image_id: 1, category_id: 1, ...by('anna', '2025-01-31T09:15:02Z') },
      { image_id: 2, category_id: 1, attributes: { label_source: 'model' } },
    ]
    const root = tree({
      'a.json': { images: images('a.png', 'b.png'), annotations, categories },
      'a.png': '',
      'b.png': '',
    })
    const { samples } = await read(`${root}/a.json`, { givenLabels: 'labels' })
    expect(samples.map(({ truth, labels }) => [truth, labels ?? []])).toEqual([
      [
        null,
        [
          { name: 'cat', annotator: 'anna', at: '2025-01-31T09:15:02.000Z' },
          { name: 'dog', annotator: 'ben', at: '2025-02-01T00:00:00.000Z' },
        ],
      ],
      [null, []],
    ])
    // They disagree, so what it really is cannot be told.
    expect((await read(`${root}/a.json`)).samples[0].truth).toBeNull()
  })

  it('reads a folder of files, each a part of the split', async () => {
    const part = (name: string) => ({
      images: [{ id: 7, file_name: name, sample_id: `own-${name}` }],
      categories,
    })
    const root = tree({
      'annotations/labels_train.json': part('1.png'),
      'annotations/labels_test.json': part('2.png'),
      'annotations/captions_test.json': part('3.png'),
      'images/train/1.png': '',
      'images/test/2.png': '',
    })
    const source = await openCoco(requestFor(root, { recipe }), start)
    expect(source.fieldNames).toEqual(['split'])
    const { samples } = await collect(source)
    expect(samples.map(({ externalId, fields }) => [externalId, fields])).toEqual([
      ['own-2.png', ['test']],
      ['own-1.png', ['train']],
    ])
  })

  it('stays in its folder, whatever names and links say', async () => {
    const secret = tree({ 'secret.png': '' })
    const root = tree({
      'a.json': {
        images: images(
          `../${secret.split('/').at(-1)}/secret.png`,
          'link.png',
          'https://a.b/c.png',
          'no.png',
        ),
      },
    })
    symlinkSync(`${secret}/secret.png`, `${root}/link.png`)
    const { samples, problems } = await read(`${root}/a.json`)
    expect(samples).toEqual([])
    expect(problems.map(({ reason }) => reason)).toEqual([
      'it leads out of the folder',
      'it leads out of the folder',
      'it is a web address, and Fewlabel opens no network; download the image first',
      'there is no such image file',
    ])
  })

  it.each([
    ['cut short', '{"images":[{"id":1,"file_name":"a.png"},{"id":2'],
    ['no JSON', '{"images":[{"id":1,"file_name":"a.png"},oops]}'],
    ['nested without end', `{"images":[{"id":1,"file_name":"a.png"},${'['.repeat(1000)}`],
  ])('says where it is %s', async (_, text) => {
    const root = tree({ 'a.json': text, 'a.png': '' })
    const failure = await failureOf(read(`${root}/a.json`))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.place).toContain('before byte')
  })

  it('says that there are no images', async () => {
    expect((await failureOf(read(tree({ 'a.json': { annotations: [] } })))).code).toBe('source-empty')
  })
})
