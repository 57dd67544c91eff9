import { parentPort, workerData } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs-core'
import { FewlabelError } from '../contract/errors.ts'
import type { BatchSource } from '../model/batch-source.ts'
import { type GmvaeShape, gmvaeParameters } from '../model/gmvae.ts'
import { lossGradients, type StepLosses } from '../model/loss-gradients.ts'
import { normals, Random } from '../model/random.ts'
import { loadBackend } from './backend.ts'
import { type BatchSettings, batchSource } from './training-data.ts'

/** Computes the gradients of a part of each batch, with a WebAssembly backend of its own; see gradient-team.ts. */

/** What the thread is given when it starts. */
export interface GradientWorkerData {
  settings: BatchSettings
  shape: GmvaeShape
  /** All parameters, in the order of the model's ParameterSet; written before each task. */
  parameters: Float32Array<SharedArrayBuffer>
  /** Where the gradients go, in the same order. */
  gradients: Float32Array<SharedArrayBuffer>
}

/** A piece of a batch that has its own random numbers, whoever computes it. */
export interface BatchPart {
  samples: Uint32Array
  jitterSeed: readonly number[]
  noiseSeed: readonly number[]
}

export interface GradientTask {
  parts: readonly BatchPart[]
  /** Null for the auto-encoder's loss. */
  klWeight: number | null
}

export type GradientAnswer =
  | { losses: StepLosses; names: string[] }
  | { error: ReturnType<FewlabelError['toDocument']> }

const { settings, shape, parameters: shared, gradients } = workerData as GradientWorkerData
const parameters = gmvaeParameters(shape)
const backend = loadBackend('wasm')
let source: BatchSource | undefined
/** Used again for every batch of the same size: they are garbage of a megabyte else, with every step. */
let arrays = { size: 0, seen: new Float32Array(), clean: new Float32Array(), noise: new Float32Array() }

parentPort?.on('message', async (task: GradientTask) => {
  let answer: GradientAnswer
  try {
    await backend
    answer = compute(task)
  } catch (thrown) {
    answer = { error: FewlabelError.from(thrown).toDocument() }
  }
  parentPort?.postMessage(answer)
})

function compute({ parts, klWeight }: GradientTask): GradientAnswer {
  source ??= batchSource(settings)
  const size = parts.reduce((sum, { samples }) => sum + samples.length, 0)
  const length = source.inputLength
  if (arrays.size !== size) {
    const clean = new Float32Array(size * length)
    const seen = source.jitters ? new Float32Array(size * length) : clean
    arrays = { size, seen, clean, noise: new Float32Array(size * shape.latentDimensions) }
  }
  const { seen, clean } = arrays
  const noise = klWeight === null ? null : arrays.noise
  let row = 0
  for (const { samples, jitterSeed, noiseSeed } of parts) {
    const end = row + samples.length
    const into = {
      seen: seen.subarray(row * length, end * length),
      clean: clean.subarray(row * length, end * length),
    }
    source.jittered(samples, new Random(...jitterSeed), into)
    const numbers = samples.length * shape.latentDimensions
    noise?.set(normals(new Random(...noiseSeed), numbers), row * shape.latentDimensions)
    row = end
  }
  parameters.values.set(shared)
  return tf.tidy(() => {
    const found = lossGradients(parameters, shape, { size, seen, clean }, noise, klWeight ?? 0)
    for (const [name, gradient] of found.gradients)
      gradients.set(gradient.dataSync(), parameters.offsetOf(name))
    return { losses: found.losses, names: [...found.gradients.keys()] } as unknown as tf.TensorContainer
  }) as unknown as GradientAnswer
}
