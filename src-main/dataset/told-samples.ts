import { createHash } from 'node:crypto'
import type { StartProgram } from '../contract/child-program.ts'
import {
  fieldLimit,
  type ImageRecipe,
  type ImportProblem,
  type ImportRequest,
  type InputShape,
  type PreparedSample,
  textLimit,
} from '../contract/data.ts'
import { CutCells } from './cut-cells.ts'
import { classNameLimit, type GivenWord, takeGiven } from './given-labels.ts'
import { IdSet } from './id-set.ts'
import { decodedBatches, type UnseenItem } from './image-batches.ts'
import type { EncodedImage } from './image-decoder-protocol.ts'
import { batchLimit, type SampleBatch, throwIfCancelled } from './sample-source.ts'

/** A sample as another tool's file tells of it. */
export interface ToldSample {
  id: string
  /** Where it is told of. */
  at: Pick<ImportProblem, 'file' | 'place'>
  /** What the model sees of it. */
  seen: { image: EncodedImage } | { vector: Float32Array }
  words: readonly GivenWord[]
  text?: string
  fields?: string[]
}

export type ToldItem = ToldSample | { problem: ImportProblem }

/** What inputs images make. */
export function imageShape({ side, colour }: ImageRecipe): InputShape {
  return { kind: 'image', side, channels: colour === 'rgb' ? 3 : 1 }
}

interface Telling {
  request: ImportRequest
  shape: InputShape
  startProgram: StartProgram
  fieldNames?: readonly string[]
}

/**
 * Prepares samples that another tool's file tells of. What cannot be a sample becomes a problem: an id that was there
 * before, a vector of another length, a class with a name that is too long, an image that cannot be read.
 */
export async function* toldBatches(
  items: AsyncIterable<ToldItem>,
  telling: Telling,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const { request, shape, startProgram, fieldNames = [] } = telling
  const cuts = new CutCells(request.source)
  const ids = new IdSet()
  let contested = 0
  let count = 0

  function finish(
    { id, words, text, fields }: ToldSample,
    image: Omit<PreparedSample, 'externalId' | 'sourcePath' | 'truth'>,
    path: string | null,
  ): PreparedSample {
    count++
    const given = takeGiven(request, words)
    if (request.givenLabels === 'truth' && words.length > 0 && given.truth === null) contested++
    return {
      externalId: id,
      sourcePath: path,
      ...given,
      ...image,
      ...(fields && { fields: fields.map((cell, i) => cuts.within(cell, fieldLimit, fieldNames[i], count)) }),
      ...(text && { text: cuts.within(text, textLimit, 'text', count) }),
    }
  }

  async function* unseen(): AsyncGenerator<UnseenItem, void, void> {
    for await (const item of items) {
      throwIfCancelled(signal)
      const fault = 'problem' in item ? null : faultOf(item, shape, ids)
      if ('problem' in item) yield item
      else if (fault !== null) yield { problem: { ...item.at, reason: fault } }
      else if ('image' in item.seen) {
        const { image } = item.seen
        const path = typeof image === 'string' ? image : null
        yield { image, at: item.at, finish: (decoded) => finish(item, decoded, path) }
      }
    }
  }

  async function* vectors(): AsyncGenerator<SampleBatch, void, void> {
    let batch: SampleBatch = { samples: [], problems: [] }
    for await (const item of items) {
      const fault = 'problem' in item ? null : faultOf(item, shape, ids)
      if ('problem' in item) batch.problems.push(item.problem)
      else if (fault !== null) batch.problems.push({ ...item.at, reason: fault })
      else if ('vector' in item.seen)
        batch.samples.push(finish(item, ofVector(item.seen.vector, item.text), null))
      if (batch.samples.length + batch.problems.length < batchLimit) continue
      throwIfCancelled(signal)
      yield batch
      batch = { samples: [], problems: [] }
    }
    throwIfCancelled(signal)
    if (batch.samples.length + batch.problems.length > 0) yield batch
  }

  yield* shape.kind === 'image' ? decodedBatches(unseen(), request.recipe, startProgram, signal) : vectors()
  const notices = cuts.notices()
  if (contested > 0) notices.push({ file: request.source, reason: contestedReason(contested) })
  if (notices.length > 0) yield { samples: [], problems: [], notices }
}

function ofVector(
  vector: Float32Array,
  text = '',
): Omit<PreparedSample, 'externalId' | 'sourcePath' | 'truth'> {
  const raw = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
  const contentHash = new Uint8Array(createHash('sha256').update(text).update('\0').update(raw).digest())
  return { input: vector, thumbnail: null, original: null, contentHash }
}

function faultOf({ id, seen, words }: ToldSample, shape: InputShape, ids: IdSet): string | null {
  if ('image' in seen !== (shape.kind === 'image')) {
    return shape.kind === 'image'
      ? 'it has no image, as the others have'
      : 'it has no embedding, as the others have'
  }
  if ('vector' in seen && shape.kind === 'vector' && seen.vector.length !== shape.length) {
    return `its embedding has ${seen.vector.length} numbers where the others have ${shape.length}`
  }
  const long = words.find(({ name }) => name.length > classNameLimit)
  if (long) return `the name of its class is longer than ${classNameLimit} characters`
  return ids.add(id) ? null : `there is another one with the id "${id.slice(0, 200)}"`
}

function contestedReason(count: number): string {
  return count === 1
    ? 'people say different things about one sample, so its truth is not known; import labels as labels to keep them'
    : `people say different things about ${count.toLocaleString('en-US')} samples, so their truth is not known; import labels as labels to keep them`
}
