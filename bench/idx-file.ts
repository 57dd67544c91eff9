import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawnLetters } from '../src-main/dataset/sample-set.ts'

export interface IdxFiles {
  images: string
  labels: string
  what: string
}

/**
 * 60,000 images of 28×28 with their truth: MNIST where the data root holds it (`mnist/*.gz`, the four
 * well-known files), else as many drawn letters written to `folder`.
 */
export async function sixtyThousandImages(folder: string, data: string | null): Promise<IdxFiles> {
  if (data) {
    const images = join(data, 'mnist', 'train-images-idx3-ubyte.gz')
    const labels = join(data, 'mnist', 'train-labels-idx1-ubyte.gz')
    if (existsSync(images) && existsSync(labels)) return { images, labels, what: 'MNIST' }
  }
  return { ...(await writeLetters(folder, 60_000)), what: 'drawn letters' }
}

/** Writes drawn letters with their truth as IDX files. */
export async function writeLetters(
  folder: string,
  count: number,
  { seed = 1, name = 'letters' } = {},
): Promise<Pick<IdxFiles, 'images' | 'labels'>> {
  const images = join(folder, `${name}-images-idx3-ubyte`)
  const labels = join(folder, `${name}-labels-idx1-ubyte`)
  const pixels = Buffer.alloc(16 + count * 784)
  pixels.writeUInt32BE(0x803, 0)
  pixels.writeUInt32BE(count, 4)
  pixels.writeUInt32BE(28, 8)
  pixels.writeUInt32BE(28, 12)
  const truth = Buffer.alloc(8 + count)
  truth.writeUInt32BE(0x801, 0)
  truth.writeUInt32BE(count, 4)
  let next = 0
  for await (const { samples } of drawnLetters({ count, seed }).batches()) {
    for (const { input, truth: letter } of samples) {
      pixels.set(input as Uint8Array, 16 + next * 784)
      truth[8 + next++] = (letter ?? 'A').charCodeAt(0) - 64
    }
  }
  writeFileSync(images, pixels)
  writeFileSync(labels, truth)
  return { images, labels }
}
