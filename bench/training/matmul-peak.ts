import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs-core'
import type { EngineBackend } from '../../src-main/contract/training.ts'
import { batchParts } from '../../src-main/engine/gradient-team.ts'
import { smallestShared } from '../../src-main/engine/stepper.ts'
import type { GmvaeShape } from '../../src-main/model/gmvae.ts'
import { percentile } from '../report.ts'

/** A matrix product [rows, inner] · [inner, columns]. */
export interface Product {
  rows: number
  inner: number
  columns: number
}

export type StepPhase = 'warmup' | 'elbo'

/** All matrix products of one step: forward, gradients of weights, and gradients of inputs but for the data's. */
export function stepProducts(shape: GmvaeShape, batch: number, phase: StepPhase): Product[] {
  const { inputLength, hiddenUnits, latentDimensions: d, clusters } = shape
  const down = [inputLength, ...hiddenUnits]
  const up = [d, ...hiddenUnits.toReversed(), inputLength]
  const pairs = (sizes: number[]) => sizes.slice(1).map((size, i) => [sizes[i], size])
  const heads = phase === 'elbo' ? 2 : 1
  const top = down[down.length - 1]
  const layers = [...pairs(down), ...Array.from({ length: heads }, () => [top, d]), ...pairs(up)]
  const products = layers.flatMap(([inputs, outputs], layer) => [
    { rows: batch, inner: inputs, columns: outputs },
    { rows: inputs, inner: batch, columns: outputs },
    ...(layer === 0 ? [] : [{ rows: batch, inner: outputs, columns: inputs }]),
  ])
  if (phase === 'warmup') return products
  // The mixture's density takes one product, its gradients two each in the latents and in the parameters.
  const inLatents = { rows: batch, inner: clusters, columns: d }
  const inParameters = { rows: clusters, inner: batch, columns: d }
  return [
    ...products,
    { rows: batch, inner: 2 * d, columns: clusters },
    ...[inLatents, inLatents, inParameters, inParameters],
  ]
}

/** Floating-point operations: a multiplication and an addition for each term. */
export function operations(products: readonly Product[]): number {
  return products.reduce((sum, { rows, inner, columns }) => sum + 2 * rows * inner * columns, 0)
}

/** Median milliseconds that the current backend takes for all products, in this thread. */
export function timeProducts(products: readonly Product[], seconds: number): number {
  // One tensor of each size: numbers do not matter, memory does.
  const tensors = new Map<string, tf.Tensor2D>()
  const ofSize = (rows: number, columns: number) => {
    const name = `${rows}×${columns}`
    const tensor = tensors.get(name) ?? (tf.randomUniform([rows, columns], -1, 1) as tf.Tensor2D)
    tensors.set(name, tensor)
    return tensor
  }
  const operands = products.map(({ rows, inner, columns }) => [ofSize(rows, inner), ofSize(inner, columns)])
  const round = () => {
    const started = performance.now()
    tf.tidy(() => {
      for (const [a, b] of operands) tf.matMul(a, b).dispose()
    })
    return performance.now() - started
  }
  // The first rounds find threads asleep and memory cold.
  for (let i = 0; i < 3; i++) round()
  const milliseconds: number[] = []
  const until = performance.now() + 1000 * seconds
  do milliseconds.push(round())
  while (performance.now() < until)
  tf.dispose([...tensors.values()])
  return percentile(milliseconds, 0.5)
}

/** Threads that each take a share of a batch; with TensorFlow it is its own affair. */
export function computingThreads(engine: EngineBackend, batch: number): number {
  if (engine === 'native' || batch < smallestShared) return 1
  return Math.min(availableParallelism(), batchParts)
}

/** What peak-worker.ts is given. */
export interface PeakTask {
  products: Product[]
  seconds: number
}

/**
 * Operations per second of nothing but a step's matrix products, in 10⁹: what a step could at best come to. Where the
 * engine shares batches between threads, so do the products, each thread with a backend of its own.
 */
export async function matmulPeak(
  engine: EngineBackend,
  shape: GmvaeShape,
  batch: number,
  phase: StepPhase = 'elbo',
  seconds = 1,
): Promise<number> {
  const threads = computingThreads(engine, batch)
  const products = stepProducts(shape, Math.round(batch / threads), phase)
  const times =
    threads === 1
      ? [timeProducts(products, seconds)]
      : await Promise.all(Array.from({ length: threads }, () => timeInThread({ products, seconds })))
  return times.reduce((sum, milliseconds) => sum + operations(products) / milliseconds / 1e6, 0)
}

function timeInThread(workerData: PeakTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./peak-worker.ts', import.meta.url), { workerData })
    worker.once('message', (milliseconds: number) => {
      resolve(milliseconds)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}
