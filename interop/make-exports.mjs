// Makes two small projects with the commands of the program, one of images and one of texts with embeddings, and
// exports each in every format it can have, whole and split: what check.py has the other tools load.
//
//   node interop/make-exports.mjs FOLDER [FORMAT ...]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { exportFormats } from '../src-main/contract/export.ts'
import { encodePng } from '../src-main/dataset/png.ts'
import { drawnLetters } from '../src-main/dataset/sample-set.ts'
import { runFewlabel } from './run-fewlabel.mjs'

const [target = 'interop-exports', ...asked] = process.argv.slice(2)
const folder = resolve(target)
const wanted = exportFormats.filter((format) => asked.length === 0 || asked.includes(format))
process.env.FEWLABEL_HOME = join(folder, 'home')

/** Class names that file systems, CSV, XML and loaders that guess types stumble over. */
const names = { A: 'con', B: 'nul.x', C: '007', D: 'Käse, "mild" & <1 €>', E: 'a/b', F: '狗' }
/** Formats that cannot be had of texts. */
const pictureFormats = ['folder', 'imagefolder', 'yolo', 'coco', 'tfrecord']
const endings = { csv: '.csv', jsonl: '.jsonl', parquet: '.parquet', npz: '.npz' }
const facts = {
  name: 'interop',
  description: 'Made to be loaded by other tools.',
  license: 'https://creativecommons.org/publicdomain/zero/1.0/',
  url: 'https://example.org/interop',
  creator: 'Interop',
}

/** Names with blanks are where ids and addresses go wrong. */
function projectFile(project) {
  return join(folder, `interop ${project}`)
}

function write(file, contents) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, contents)
}

function csv(rows) {
  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('')
}

/** Drawn letters as image files in folders of their true classes; tells the names of files and their classes. */
async function makeImages() {
  const samples = []
  for await (const batch of drawnLetters({ count: 26 * 12, seed: 5 }).batches())
    samples.push(...batch.samples)
  const made = []
  for (const { externalId, input, truth } of samples.filter(({ truth }) => truth in names)) {
    const name = `${truth}/${externalId.padStart(6, '0')}.png`
    write(join(folder, 'sources', 'images', name), encodePng(input, 28, 28, 1))
    made.push({ id: name, label: names[truth] })
  }
  return made
}

/** Sentences with embeddings that lie around a point of their class. */
function makeTexts() {
  const words = ['Ärger', 'lob, "viel"', '=1+1', 'two\nlines', '日本語', ' space ']
  const made = Array.from({ length: 150 }, (_, i) => {
    const group = i % 3
    const embedding = Array.from(
      { length: 8 },
      (_, d) => Math.sin(i * 7.3 + d * 2.1) + (d % 3 === group ? 4 : 0),
    )
    const text = `${words[i % words.length]} number ${i}`
    return {
      id: `t-${String(i).padStart(4, '0')}`,
      text,
      place: `shelf ${i % 5}`,
      embedding,
      label: ['good', 'bad', '007'][group],
    }
  })
  write(
    join(folder, 'sources', 'texts.csv'),
    csv([
      ['id', 'text', 'place', 'embedding'],
      ...made.map(({ id, text, place, embedding }) => [id, text, place, JSON.stringify(embedding)]),
    ]),
  )
  return made
}

/** What two people say of some of the samples; on one of five of them both do, and not always the same. */
async function label(project, made) {
  const some = made.filter((_, i) => i % 4 === 0)
  const others = some.filter((_, i) => i % 5 === 0)
  const labels = [...new Set(made.map((one) => one.label))]
  const next = (label) => labels[(labels.indexOf(label) + 1) % labels.length]
  const opinions = {
    Änne: some.map(({ id, label }) => [id, label]),
    bo: others.map(({ id, label }, i) => [id, i % 2 === 0 ? label : next(label)]),
  }
  for (const [annotator, rows] of Object.entries(opinions)) {
    const file = join(folder, 'sources', `${project}-${annotator}.csv`)
    write(file, csv([['id', 'label'], ...rows]))
    await runFewlabel('label', projectFile(project), file, '--annotator', annotator)
  }
}

async function exportAll(project, formats) {
  write(join(folder, 'sources', 'facts.json'), JSON.stringify(facts))
  for (const format of formats) {
    for (const parts of [null, 'train=0.7,val=0.15,test=0.15']) {
      const name = `${format}${parts ? ' split' : ''}${endings[format] ?? ''}`
      const options = ['--format', format, '--croissant', join(folder, 'sources', 'facts.json')]
      if (parts) options.push('--split', parts)
      if (['csv', 'jsonl', 'parquet', 'label-studio', 'prodigy'].includes(format))
        options.push('--with-samples')
      await runFewlabel('export', projectFile(project), join(folder, 'exports', project, name), ...options)
    }
  }
}

mkdirSync(join(folder, 'exports', 'images'), { recursive: true })
mkdirSync(join(folder, 'exports', 'texts'), { recursive: true })

const images = await makeImages()
await runFewlabel('import', projectFile('images'), join(folder, 'sources', 'images'))
await label('images', images)
await runFewlabel('train', projectFile('images'), '--clusters', '12', '--epochs', '3')
await exportAll('images', wanted)

const texts = makeTexts()
await runFewlabel('import', projectFile('texts'), join(folder, 'sources', 'texts.csv'))
await label('texts', texts)
await runFewlabel('train', projectFile('texts'), '--clusters', '6', '--encoder', 'given')
await exportAll(
  'texts',
  wanted.filter((format) => !pictureFormats.includes(format)),
)
