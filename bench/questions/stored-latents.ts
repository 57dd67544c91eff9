import { existsSync, readFileSync } from 'node:fs'
import { posteriorWidth } from '../../src-main/contract/training.ts'
import type { SparsePosteriors } from '../../src-main/decoder/sparse-posteriors.ts'

/** What `npm run bench -- model --dump` leaves of a model. */
export interface StoredLatents {
  count: number
  /** [count · dimensions] */
  means: Float32Array
  dimensions: number
  posteriors: SparsePosteriors
  /** From 0 [count]. */
  truth: Int16Array
  classCount: number
}

/** Whether all files of a model are there. */
export function areStored(prefix: string): boolean {
  return ['.means.f32', '.components.u16', '.weights.f32', '.classes.u8'].every((end) =>
    existsSync(prefix + end),
  )
}

export function readLatents(prefix: string): StoredLatents {
  const latents = readMeans(prefix)
  const components = new Uint16Array(bytesOf(`${prefix}.components.u16`))
  return {
    ...latents,
    posteriors: {
      count: latents.count,
      componentCount: components.reduce((most, value) => Math.max(most, value), 0) + 1,
      width: posteriorWidth,
      components,
      weights: new Float32Array(bytesOf(`${prefix}.weights.f32`)),
    },
  }
}

/** Latent means and classes alone, as experiment.py writes them, too. */
export function readMeans(prefix: string): Omit<StoredLatents, 'posteriors'> {
  const means = new Float32Array(bytesOf(`${prefix}.means.f32`))
  const truth = Int16Array.from(new Uint8Array(bytesOf(`${prefix}.classes.u8`)))
  return {
    count: truth.length,
    means,
    dimensions: means.length / truth.length,
    truth,
    classCount: truth.reduce((most, value) => Math.max(most, value), 0) + 1,
  }
}

function bytesOf(file: string): ArrayBuffer {
  const bytes = readFileSync(file)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
