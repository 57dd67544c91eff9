import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ImportRequest, InputShape, PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { ByteReader } from './byte-reader.ts'
import { takeGiven } from './given-labels.ts'
import {
  expectEnd,
  type ImagesHeader,
  imagesHeaderBytes,
  labelsHeaderBytes,
  openImages,
  openLabels,
  truncated,
} from './idx-header.ts'
import { readLabelNames } from './idx-label-names.ts'
import { createInputMaker } from './image-input.ts'
import { encodePng } from './png.ts'
import { createResampler } from './resample.ts'
import { batchLimit, type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'
import { thumbnailSize } from './thumbnail-size.ts'

/** Images of one batch together weigh at most this much, so that large images stay within bounded memory too. */
const batchBytes = 4 * 1024 * 1024

type Thumbnail = PreparedSample['thumbnail']

/**
 * IDX images (idx3-ubyte, plain or gzip) with optional labels (idx1-ubyte). The headers are checked now, and the
 * labels, one byte each, are looked through once for their names; images are read by `batches`.
 *
 * A sample's id is its index from 0, as text; its content hash covers the image's bytes as they stand in the file.
 * It has a thumbnail only where the model's side is smaller than the image, so that the model input hides detail.
 *
 * @throws FewlabelError — `source-damaged`, `source-empty`, `source-mismatch` (as many labels as images?),
 * `source-not-found`, `io-failed`
 */
export async function openIdx(request: ImportRequest): Promise<SampleSource> {
  const { source, recipe } = request
  const labelsPath = request.labels
  const { reader, header } = await openImages(source)
  await reader.close()
  const nameOf = labelsPath === undefined ? null : await checkLabels(labelsPath, source, header.count)
  const shape: InputShape = {
    kind: 'image',
    side: recipe.side,
    channels: recipe.colour === 'rgb' ? 3 : 1,
  }

  return {
    format: 'idx',
    shape,
    total: header.count,
    notices: [],
    batches: (signal) => readBatches(request, nameOf, signal),
  }
}

async function* readBatches(
  request: ImportRequest,
  nameOf: ((label: number) => string) | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const { reader: images, header } = await openImages(request.source)
  let labels: ByteReader | null = null
  try {
    if (request.labels !== undefined) labels = (await openLabels(request.labels)).reader
    const { count, rows, columns } = header
    const what = `images of ${rows}×${columns}`
    const imageBytes = rows * columns
    const prepare = preparation(header, request)
    const batchSize = Math.max(1, Math.min(batchLimit, Math.floor(batchBytes / imageBytes)))
    const pixels = new Uint8Array(batchSize * imageBytes)
    const numbers = new Uint8Array(batchSize)

    for (let first = 0; first < count; first += batchSize) {
      throwIfCancelled(signal)
      const wanted = Math.min(batchSize, count - first)
      const there = await images.read(pixels.subarray(0, wanted * imageBytes))
      if (there < wanted * imageBytes) {
        throw truncated(images, imagesHeaderBytes, count, imageBytes, first * imageBytes + there, what)
      }
      if (labels !== null) {
        const named = await labels.read(numbers.subarray(0, wanted))
        if (named < wanted) throw truncated(labels, labelsHeaderBytes, count, 1, first + named, 'labels')
      }
      const samples: PreparedSample[] = []
      for (let i = 0; i < wanted; i++) {
        const raw = pixels.subarray(i * imageBytes, (i + 1) * imageBytes)
        samples.push({
          externalId: String(first + i),
          sourcePath: null,
          original: null,
          ...takeGiven(request, nameOf === null ? [] : [{ name: nameOf(numbers[i]) }]),
          ...prepare(raw),
        })
      }
      yield { samples, problems: [] }
      // Reading from a filled buffer never leaves the microtask queue: let the window's requests have a turn.
      await setImmediate()
    }
    await expectEnd(images, imagesHeaderBytes, count, imageBytes, what)
  } finally {
    await images.close()
    await labels?.close()
  }
}

function preparation(
  { rows, columns }: ImagesHeader,
  { recipe, transpose }: ImportRequest,
): (raw: Uint8Array) => Pick<PreparedSample, 'input' | 'thumbnail' | 'contentHash'> {
  const width = transpose ? rows : columns
  const height = transpose ? columns : rows
  const upright = transpose ? (raw: Uint8Array) => transposed(raw, rows, columns) : (raw: Uint8Array) => raw
  const toInput = createInputMaker({ width, height, channels: 1 }, recipe)
  const toThumbnail = Math.max(width, height) > recipe.side ? thumbnailMaker(width, height) : () => null
  return (raw) => {
    const image = upright(raw)
    return {
      input: toInput(image),
      thumbnail: toThumbnail(image),
      contentHash: hash('sha256', raw, 'buffer'),
    }
  }
}

function thumbnailMaker(width: number, height: number): (pixels: Uint8Array) => Thumbnail {
  const size = thumbnailSize(width, height)
  const resample = createResampler(width, height, size.width, size.height, 1)
  return (pixels) => ({
    mediaType: 'image/png',
    ...size,
    bytes: encodePng(resample(pixels), size.width, size.height, 1),
  })
}

function transposed(pixels: Uint8Array, rows: number, columns: number): Uint8Array {
  const out = new Uint8Array(pixels.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = pixels[row * columns + column]
  }
  return out
}

/** Reads all labels once: are they as many as announced and as there are images, and what are they called? */
async function checkLabels(
  labelsPath: string,
  imagesPath: string,
  images: number,
): Promise<(label: number) => string> {
  const { reader, header } = await openLabels(labelsPath)
  try {
    if (header.count !== images) {
      throw new FewlabelError('source-mismatch', 'There are not as many labels as images.', {
        file: labelsPath,
        expected: `${images.toLocaleString('en-US')} labels, one for each image in "${imagesPath}"`,
        found: `${header.count.toLocaleString('en-US')} labels`,
        remedy: 'Choose the labels file that belongs to the images.',
      })
    }
    const present = new Set<number>()
    const chunk = new Uint8Array(64 * 1024)
    for (let done = 0; done < images; ) {
      const there = await reader.read(chunk.subarray(0, Math.min(chunk.length, images - done)))
      if (there === 0) throw truncated(reader, labelsHeaderBytes, images, 1, done, 'labels')
      for (let i = 0; i < there; i++) present.add(chunk[i])
      done += there
    }
    await expectEnd(reader, labelsHeaderBytes, images, 1, 'labels')
    return await readLabelNames(labelsPath, present)
  } finally {
    await reader.close()
  }
}
