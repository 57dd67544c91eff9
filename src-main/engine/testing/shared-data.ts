import type { TrainingData } from '../training-data.ts'

/** The same data in shared memory, as the engine reads them: then threads take part in the training. */
export function shared(data: TrainingData): TrainingData {
  const { inputs } = data
  const buffer = new SharedArrayBuffer(inputs.byteLength)
  const copy = inputs instanceof Uint8Array ? new Uint8Array(buffer) : new Float32Array(buffer)
  copy.set(inputs)
  return { ...data, inputs: copy }
}
