import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { tfrecordFields } from '../formats/tfrecord-fields.ts'
import { readFailure } from './byte-reader.ts'
import type { GivenWord } from './given-labels.ts'
import { isTfRecordName } from './guess-format.ts'
import { IdSet } from './id-set.ts'
import { compareNatural } from './natural-order.ts'
import type { SampleSource } from './sample-source.ts'
import { bytesOf, type Feature, numberOf, readExample, textOf } from './tfrecord-example.ts'
import { classNamesBeside } from './tfrecord-names.ts'
import { tfRecords } from './tfrecord-reader.ts'
import { imageShape, type ToldItem, toldBatches } from './told-samples.ts'

const shardName = /^(.*)-(\d{5})-of-(\d{5})(.*)$/

/**
 * Images in TFRecord files (tf.train.Example with TensorFlow's own names of features): one file, all shards of the set
 * that one belongs to, or a folder. Checksums are compared throughout. Classes are texts, or numbers whose names stand in
 * `labels.txt` or a `.pbtxt` file beside. An id that occurs again is followed by the number of the record.
 *
 * @throws FewlabelError — `source-empty`, `source-damaged` for the first record, a missing shard, `source-unsupported`
 * for records without images
 */
export async function openTfRecord(
  request: ImportRequest,
  startProgram: StartProgram,
): Promise<SampleSource> {
  const files = await shardsOf(request.source)
  await checkFirst(request.source, files)
  const names = await classNamesBeside(dirname(files[0]))
  const splits = files.map(splitOf)
  const fieldNames = new Set(splits).size > 1 ? ['split'] : undefined
  const shape = imageShape(request.recipe)
  return {
    format: 'tfrecord',
    shape,
    total: null,
    fieldNames,
    notices: [],
    batches: (signal) => {
      const items = itemsOf(files, names, fieldNames === undefined ? null : splits)
      return toldBatches(items, { request, shape, startProgram, fieldNames }, signal)
    },
  }
}

async function* itemsOf(
  files: readonly string[],
  names: ReadonlyMap<number, string>,
  splits: readonly string[] | null,
): AsyncGenerator<ToldItem, void, void> {
  const ids = new IdSet()
  let count = 0
  for (const [index, path] of files.entries()) {
    let record = 0
    for await (const bytes of tfRecords(path)) {
      count++
      const at = { file: basename(path), place: `record ${(++record).toLocaleString('en-US')}` }
      const features = exampleOf(bytes)
      const image = features === null ? null : bytesOf(features, tfrecordFields.encoded)
      if (features === null || image === null) {
        const reason =
          features === null ? 'it is no tf.train.Example' : `it has no "${tfrecordFields.encoded}"`
        yield { problem: { ...at, reason } }
        continue
      }
      const name = textOf(features, tfrecordFields.sourceId) ?? textOf(features, tfrecordFields.filename)
      const id = name === null ? String(count) : ids.add(name) ? name : `${name} ${count}`
      yield {
        id,
        at,
        seen: { image },
        words: wordsOf(features, names),
        ...(splits !== null && { fields: [splits[index]] }),
      }
    }
  }
}

function wordsOf(features: Map<string, Feature>, names: ReadonlyMap<number, string>): GivenWord[] {
  if (textOf(features, tfrecordFields.labelSource) === 'model') return []
  const number = numberOf(features, tfrecordFields.label)
  const name =
    textOf(features, tfrecordFields.text)?.trim() ||
    (number === null ? '' : (names.get(number) ?? String(number)))
  if (name === '') return []
  return [
    {
      name,
      annotator: textOf(features, tfrecordFields.annotator),
      at: textOf(features, tfrecordFields.labeledAt),
    },
  ]
}

function exampleOf(record: Uint8Array): Map<string, Feature> | null {
  try {
    return readExample(record)
  } catch {
    return null
  }
}

async function checkFirst(source: string, files: readonly string[]): Promise<void> {
  for (const path of files) {
    for await (const record of tfRecords(path)) {
      const features = exampleOf(record)
      if (features !== null && bytesOf(features, tfrecordFields.encoded) !== null) return
      throw new FewlabelError('source-unsupported', `The records of "${source}" hold no images.`, {
        file: path,
        expected: `tf.train.Example with "${tfrecordFields.encoded}"`,
        found:
          features === null
            ? 'records of another kind'
            : `features named ${
                [...features.keys()]
                  .slice(0, 10)
                  .map((key) => `"${key.slice(0, 60)}"`)
                  .join(', ') || 'nothing'
              }`,
        remedy: 'Write the encoded images (PNG or JPEG) under that name.',
      })
    }
  }
  throw new FewlabelError('source-empty', `There are no records in "${source}".`, {
    file: source,
    expected: 'TFRecord files with images',
    remedy: 'Choose another source.',
  })
}

/** All files of the set: shards are of no use one by one. */
async function shardsOf(source: string): Promise<string[]> {
  const inside = await readdir(source).catch(() => null)
  if (inside !== null) {
    const names = inside.filter(isTfRecordName).sort(compareNatural)
    return names.map((name) => join(source, name))
  }
  const parts = shardName.exec(basename(source))
  if (parts === null) return [source]
  const [, stem, , count, ending] = parts
  const there = await readdir(dirname(source)).catch((error: unknown) => {
    throw readFailure(source, error)
  })
  const shards = there.filter((name) => {
    const [, otherStem, , otherCount, otherEnding] = shardName.exec(name) ?? []
    return otherStem === stem && otherCount === count && otherEnding === ending
  })
  if (shards.length !== Number(count)) {
    throw new FewlabelError(
      'source-damaged',
      `Of the ${Number(count)} files of this set ${shards.length} are here.`,
      {
        file: source,
        expected: `${Number(count)} files named "${stem}-…-of-${count}${ending}"`,
        found: `${shards.length} of them`,
        remedy: 'Copy or download the missing files.',
      },
    )
  }
  return shards.sort(compareNatural).map((name) => join(dirname(source), name))
}

/** `train` for `letters-train-00000-of-00003.tfrecord` and `train.tfrecord`. */
function splitOf(path: string): string {
  const stem = basename(path)
    .replace(/\.(tfrecords?|tfrec).*$/i, '')
    .replace(/-\d{5}-of-\d{5}$/, '')
  return stem.slice(Math.max(stem.lastIndexOf('-'), stem.lastIndexOf('_')) + 1)
}
