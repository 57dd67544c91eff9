import { setImmediate as turn } from 'node:timers/promises'
import { type InputShape, inputLength } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { TrainingEvent } from '../contract/training.ts'
import type { TrainingData } from './training-data.ts'

/** Where a project's samples come from: the part of the project reader that is needed here. */
export interface InputSource {
  /** Null while the project has no sample. */
  inputShape(): InputShape | null
  sampleCount(): number
  /** The inputs of samples first … first+count-1 (0-based, in the order of the project), one after the other. */
  readInputs(first: number, count: number): Uint8Array | Float32Array
}

const pieceBytes = 8 * 1024 * 1024
const noticeMilliseconds = 1000

/**
 * Reads the inputs of samples `first` (0-based) to the last one into one array, piece by piece, giving messages a turn in between. Yields a notice for every second
 * it takes (none for a small project) and returns the inputs.
 *
 * @throws FewlabelError nothing-to-train before the first import; project-damaged when a piece has another length than
 *   its samples should have; the signal's reason when aborted
 */
export async function* loadInputs(
  source: InputSource,
  first: number,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent, TrainingData> {
  const shape = source.inputShape()
  if (!shape) {
    throw new FewlabelError('nothing-to-train', 'The project has no samples yet.', {
      remedy: 'Import samples first.',
    })
  }
  const count = Math.max(0, source.sampleCount() - first)
  const length = inputLength(shape)
  // Shared, so that the threads that prepare batches read the same memory.
  const inputs =
    shape.kind === 'image'
      ? new Uint8Array(new SharedArrayBuffer(count * length))
      : new Float32Array(new SharedArrayBuffer(4 * count * length))
  const perPiece = Math.max(1, Math.floor(pieceBytes / (length * inputs.BYTES_PER_ELEMENT)))
  let told = performance.now()
  for (let done = 0; done < count; done += perPiece) {
    const wanted = Math.min(perPiece, count - done)
    const piece = source.readInputs(first + done, wanted)
    if (piece.length !== wanted * length) {
      throw new FewlabelError('project-damaged', 'The project’s samples are not all there.', {
        expected: `${wanted * length} numbers`,
        found: `${piece.length}`,
        place: `samples ${first + done} to ${first + done + wanted - 1}`,
        remedy: 'Restore the project from a backup.',
      })
    }
    inputs.set(piece, done * length)
    await turn()
    signal.throwIfAborted()
    if (performance.now() - told >= noticeMilliseconds) {
      told = performance.now()
      const soFar = (done + wanted).toLocaleString('en')
      yield { type: 'notice', message: `Reading samples: ${soFar} of ${count.toLocaleString('en')}` }
    }
  }
  return { shape, count, inputs }
}
