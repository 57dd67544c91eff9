import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { Jitter } from '../contract/training.ts'
import type { SampleStore } from '../project/sample-store.ts'
import { jitteredInput } from './jittered-input.ts'

/** Bytes that a browser can show, or a model input that has to be drawn first. */
export type SamplePicture = { kind: 'file'; mediaType: string; bytes: Uint8Array<ArrayBuffer> } | InputPicture

export interface InputPicture {
  kind: 'input'
  input: Uint8Array | Float32Array
  shape: InputShape
}

/** Samples as pictures: small in a list, the original where there is one, jittered as the encoder sees them. */
export class SamplePictures {
  readonly #samples: SampleStore

  constructor(samples: SampleStore) {
    this.#samples = samples
  }

  /** What to show for a sample in a list. */
  thumbnail(id: number): SamplePicture {
    const thumbnail = this.#samples.thumbnail(id)
    if (thumbnail)
      return { kind: 'file', mediaType: thumbnail.mediaType, bytes: new Uint8Array(thumbnail.bytes) }
    const original = this.#samples.original(id)
    if (original && 'bytes' in original && shownByBrowsers(original.mediaType)) {
      return { kind: 'file', mediaType: original.mediaType, bytes: new Uint8Array(original.bytes) }
    }
    return this.#input(id)
  }

  /** The original picture: embedded, from its file, or the model input where there never was a file. */
  async original(id: number): Promise<SamplePicture> {
    const original = this.#samples.original(id)
    if (!original) return this.#input(id)
    if ('bytes' in original) {
      if (!shownByBrowsers(original.mediaType)) return this.thumbnail(id)
      return { kind: 'file', mediaType: original.mediaType, bytes: new Uint8Array(original.bytes) }
    }
    const { path } = original
    const mediaType = mediaTypeOf(path)
    if (!mediaType) return this.thumbnail(id)
    const bytes = await readOriginal(path)
    return bytes ? { kind: 'file', mediaType, bytes } : this.thumbnail(id)
  }

  /** One of the jittered views that the encoder would see of an image; the same number gives the same view. */
  jitteredView(id: number, view: number, jitter: Jitter): InputPicture {
    const shape = this.#shape()
    return {
      kind: 'input',
      input: jitteredInput(this.#samples.input(id), shape, jitter, id, view),
      shape,
    }
  }

  #input(id: number): SamplePicture {
    const shape = this.#samples.inputShape()
    if (!shape) throw new FewlabelError('sample-not-found', `There is no sample ${id}.`)
    return { kind: 'input', input: this.#samples.input(id), shape }
  }

  #shape(): InputShape {
    const shape = this.#samples.inputShape()
    if (shape) return shape
    throw new FewlabelError('nothing-to-train', 'There are no samples yet.', { remedy: 'Import some first.' })
  }
}

/** A project that somebody else made can name any file of this machine: what is no picture of a sane size is not read. */
const largestOriginal = 256 * 1024 * 1024

/** Null for what is larger than any picture. */
async function readOriginal(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    // Without waiting: a pipe that has a picture's name would never be opened otherwise.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const info = await file.stat()
      if (!info.isFile()) throw new Error('it is not a file')
      return info.size > largestOriginal ? null : new Uint8Array(await file.readFile())
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new FewlabelError(
      'not-found',
      'The original of this sample is not where it was.',
      { file: path, remedy: 'If its folder was moved, re-link it in the data view.' },
      { cause: error },
    )
  }
}

const browserMediaTypes: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
}

function mediaTypeOf(path: string): string | null {
  return browserMediaTypes[extname(path).toLowerCase()] ?? null
}

function shownByBrowsers(mediaType: string): boolean {
  return Object.values(browserMediaTypes).includes(mediaType)
}
