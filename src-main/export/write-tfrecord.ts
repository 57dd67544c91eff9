import type { ExportRow } from '../contract/export.ts'
import { tfrecordFields as fields, tfrecordLabelList } from '../formats/tfrecord-fields.ts'
import type { ExportOutput, HashedFile } from './export-output.ts'
import type { ExportJob, ExportPicture, ExportWriter } from './export-writer.ts'
import { safeName } from './file-names.ts'
import { readOriginal } from './open-original.ts'
import { pictureFacts } from './picture-size.ts'
import { encodeExample, frameRecord, type TfFeature } from './tf-example.ts'

/** What TensorFlow's guide to the performance of input pipelines advises for one file. */
const shardBytes = 100 * 1024 * 1024

/**
 * Shards of `tf.train.Example`s, `NAME[-<part>]-00000-of-00003.tfrecord`, with the pictures in them, and `labels.txt`:
 * the names of the classes in the order of their numbers, which is that of the probabilities.
 */
export const tfrecordWriter: ExportWriter = {
  write: (job, output) => writeShards(job, output, shardBytes),
}

/** @param bytesPerShard a new shard begins where this is reached */
export async function writeShards(
  job: ExportJob,
  output: ExportOutput,
  bytesPerShard: number,
): Promise<void> {
  const numbers = new Map(job.classes.map(({ name }, number) => [name, number]))
  const parts = new Map<string, Shards>()
  const name = safeName(job.project.name)
  try {
    for await (const row of job.rows) {
      const part = row.split === null ? name : `${name}-${row.split}`
      const shards = parts.get(part) ?? new Shards(output, part, bytesPerShard)
      parts.set(part, shards)
      const bytes = await pictureBytes(await job.picture(row.sampleId))
      await shards.add(frameRecord(encodeExample(exampleOf(row, bytes, numbers.get(row.label) ?? -1))))
    }
  } catch (error) {
    await Promise.allSettled(Array.from(parts.values(), (shards) => shards.abandon()))
    throw error
  }
  for (const shards of parts.values()) await shards.finish()
  await output.writeAll(
    tfrecordLabelList,
    job.classes.map((one) => `${one.name.replace(/[\r\n]+/g, ' ')}\n`),
  )
}

/** The files of one part. How many there will be is known at the end; only then do they get their names. */
class Shards {
  readonly #output: ExportOutput
  readonly #part: string
  readonly #bytesPerShard: number
  #file: HashedFile | null = null
  #count = 0

  constructor(output: ExportOutput, part: string, bytesPerShard: number) {
    this.#output = output
    this.#part = part
    this.#bytesPerShard = bytesPerShard
  }

  async add(record: Uint8Array): Promise<void> {
    if (this.#file && this.#file.bytes >= this.#bytesPerShard) await this.#close()
    this.#file ??= await this.#output.create(this.#unfinished(this.#count++))
    await this.#file.write(record)
  }

  async finish(): Promise<void> {
    await this.#close()
    for (let shard = 0; shard < this.#count; shard++) {
      const numbers = [shard, this.#count].map((number) => String(number).padStart(5, '0'))
      await this.#output.rename(this.#unfinished(shard), `${this.#part}-${numbers.join('-of-')}.tfrecord`)
    }
  }

  async abandon(): Promise<void> {
    await this.#file?.abandon()
  }

  async #close(): Promise<void> {
    const file = this.#file
    this.#file = null
    await file?.close()
  }

  #unfinished(shard: number): string {
    return `${this.#part}-${shard}.unfinished`
  }
}

/** What is not known is left out: an example has no empty values. */
function exampleOf(row: ExportRow, bytes: Uint8Array, classNumber: number): Record<string, TfFeature> {
  const facts = pictureFacts(bytes)
  return {
    [fields.encoded]: { bytes: [bytes] },
    ...(facts && {
      [fields.format]: { bytes: [facts.format] },
      [fields.height]: { ints: [facts.height] },
      [fields.width]: { ints: [facts.width] },
    }),
    [fields.filename]: { bytes: [row.id] },
    [fields.sourceId]: { bytes: [row.id] },
    [fields.label]: { ints: [classNumber] },
    [fields.text]: { bytes: [row.label] },
    [fields.labelSource]: { bytes: [row.labelSource] },
    ...(row.confidence !== null && { [fields.confidence]: { floats: [row.confidence] } }),
    ...(row.probabilities && { [fields.probabilities]: { floats: row.probabilities } }),
    ...(row.cluster !== null && { [fields.cluster]: { ints: [row.cluster] } }),
    ...(row.annotator !== null && { [fields.annotator]: { bytes: [row.annotator] } }),
    ...(row.labeledAt !== null && { [fields.labeledAt]: { bytes: [row.labeledAt] } }),
  }
}

async function pictureBytes(picture: ExportPicture): Promise<Uint8Array> {
  return 'bytes' in picture ? picture.bytes : readOriginal(picture.path)
}
