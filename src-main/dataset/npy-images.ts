import type { ImageRecipe, ImportProblem, InputShape, PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { createInputMaker, type PictureSize } from './image-input.ts'
import type { NpyArray } from './npy-arrays.ts'
import { shapeText } from './npy-header.ts'
import { numbersOf } from './npy-items.ts'
import { encodePng } from './png.ts'
import { createResampler } from './resample.ts'
import { pixelLimit } from './sample-source.ts'
import { columnLimit } from './table.ts'
import { thumbnailSize } from './thumbnail-size.ts'

/** What becomes of the bytes of each sample. */
export interface ItemMaker {
  shape: InputShape
  notices: ImportProblem[]
  prepare: (raw: Uint8Array, index: number) => Pick<PreparedSample, 'input' | 'thumbnail'>
}

/** How the pixels of an image lie: its channels last, or each as a plane of its own. */
interface Layout extends PictureSize {
  isPlanar: boolean
}

/**
 * Tells from an array's shape and numbers whether it holds images or vectors.
 *
 * @throws FewlabelError — `source-empty` without samples, `source-unsupported` for what is too large or neither
 */
export function itemsOf(array: NpyArray, recipe: ImageRecipe): ItemMaker {
  const { shape, type } = array.header
  const [count = 0, ...rest] = shape
  const length = rest.reduce((product, size) => product * size, 1)
  if (count === 0 || length === 0) {
    throw new FewlabelError('source-empty', `There are no samples in "${array.file}".`, {
      file: array.file,
      expected: 'at least one row of numbers',
      found: `an array of shape ${shapeText(shape)}`,
      remedy: 'Choose another file.',
    })
  }
  const layout = type.kind === 'u' && type.bytes === 1 ? layoutOf(rest) : null
  return layout === null ? vectors(array, length, rest.length > 1) : images(array, layout, recipe)
}

function layoutOf(rest: readonly number[]): Layout | null {
  const isChannels = (size: number): size is 1 | 3 => size === 1 || size === 3
  if (rest.length === 2) return { height: rest[0], width: rest[1], channels: 1, isPlanar: false }
  if (rest.length !== 3) return null
  const [first, second, third] = rest
  if (isChannels(third)) return { height: first, width: second, channels: third, isPlanar: false }
  return isChannels(first) ? { height: second, width: third, channels: first, isPlanar: true } : null
}

function vectors(array: NpyArray, length: number, isFlattened: boolean): ItemMaker {
  const { shape, type } = array.header
  if (length > columnLimit) {
    throw new FewlabelError('source-unsupported', `The samples in "${array.file}" are too long.`, {
      file: array.file,
      expected: `vectors of at most ${columnLimit.toLocaleString('en-US')} numbers, or images of bytes (uint8)`,
      found: `an array of shape ${shapeText(shape)}`,
      remedy: 'Reduce the vectors first, or save images as uint8.',
    })
  }
  const notice = {
    file: array.file,
    reason: `each sample is read as one vector of ${length.toLocaleString('en-US')} numbers; images have to be bytes (uint8)`,
  }
  return {
    shape: { kind: 'vector', length, columns: [] },
    notices: isFlattened ? [notice] : [],
    prepare: (raw, index) => {
      const input = new Float32Array(length)
      const numbers = numbersOf(raw, type)
      for (let i = 0; i < length; i++) {
        input[i] = Number(numbers[i])
        if (!Number.isFinite(input[i])) throw notFinite(array, index, i, Number(numbers[i]))
      }
      return { input, thumbnail: null }
    },
  }
}

function images(array: NpyArray, layout: Layout, recipe: ImageRecipe): ItemMaker {
  const { width, height, channels, isPlanar } = layout
  if (width * height > pixelLimit) {
    throw new FewlabelError('source-unsupported', `The images in "${array.file}" are too large.`, {
      file: array.file,
      expected: `at most ${pixelLimit.toLocaleString('en-US')} pixels`,
      found: `${width} × ${height}`,
      remedy: 'Reduce them first.',
    })
  }
  const toInput = createInputMaker({ width, height, channels }, recipe)
  const hidesDetail =
    Math.max(width, height) > recipe.side || (channels === 3 && recipe.colour === 'grayscale')
  const size = thumbnailSize(width, height)
  const toThumbnail = hidesDetail ? createResampler(width, height, size.width, size.height, channels) : null
  return {
    shape: { kind: 'image', side: recipe.side, channels: recipe.colour === 'rgb' ? 3 : 1 },
    notices: [],
    prepare: (raw) => {
      const pixels = isPlanar && channels > 1 ? interleaved(raw, width * height, channels) : raw
      return {
        input: toInput(pixels),
        thumbnail:
          toThumbnail === null
            ? null
            : {
                mediaType: 'image/png',
                ...size,
                bytes: encodePng(toThumbnail(pixels), size.width, size.height, channels),
              },
      }
    },
  }
}

function interleaved(planes: Uint8Array, pixels: number, channels: number): Uint8Array {
  const out = new Uint8Array(planes.length)
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < pixels; i++) out[i * channels + channel] = planes[channel * pixels + i]
  }
  return out
}

function notFinite(array: NpyArray, index: number, position: number, found: number): FewlabelError {
  return new FewlabelError('source-damaged', `"${array.file}" has a gap among its numbers.`, {
    file: array.file,
    place: `index ${index}, position ${position}`,
    expected: 'numbers that fit a 32-bit float',
    found: String(found),
    remedy: 'Fill the gap, or leave the row out.',
  })
}
