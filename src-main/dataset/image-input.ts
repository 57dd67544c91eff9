import type { ImageRecipe } from '../contract/data.ts'
import { createResampler } from './resample.ts'

/** Size and channels of 8-bit images stored row by row, channels last. */
export interface PictureSize {
  width: number
  height: number
  channels: 1 | 3
}

/**
 * Builds the function that turns images of one size into model inputs by the recipe. IDX files and image folders
 * share it, so one recipe means one thing. Colours are changed first, then the fit, then the size; an image that
 * is already right is copied unchanged.
 *
 * @returns a function from [height · width · channels] to a fresh [side · side · (1 or 3)]
 */
export function createInputMaker(size: PictureSize, recipe: ImageRecipe): (pixels: Uint8Array) => Uint8Array {
  const channels = recipe.colour === 'rgb' ? 3 : 1
  const recolour = recolouring(size, channels)
  const resize = fitting(size.width, size.height, channels, recipe)
  return (pixels) => resize(recolour(pixels))
}

function recolouring(size: PictureSize, channels: 1 | 3): (pixels: Uint8Array) => Uint8Array {
  const count = size.width * size.height
  if (size.channels === channels) return (pixels) => pixels
  if (channels === 3) {
    return (gray) => {
      const rgb = new Uint8Array(count * 3)
      for (let i = 0; i < count; i++) rgb.fill(gray[i], i * 3, i * 3 + 3)
      return rgb
    }
  }
  return (rgb) => {
    const gray = new Uint8Array(count)
    // Luma of ITU-R BT.601, as in JPEG and Pillow's mode L.
    for (let i = 0; i < count; i++) {
      gray[i] = Math.round(0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2])
    }
    return gray
  }
}

function fitting(
  width: number,
  height: number,
  channels: number,
  { fit, side }: ImageRecipe,
): (pixels: Uint8Array) => Uint8Array {
  if (fit === 'stretch' || width === height) return createResampler(width, height, side, side, channels)

  if (fit === 'crop') {
    const square = Math.min(width, height)
    const left = (width - square) >> 1
    const top = (height - square) >> 1
    const resample = createResampler(square, square, side, side, channels)
    return (pixels) => {
      const cropped = new Uint8Array(square * square * channels)
      for (let y = 0; y < square; y++) {
        const from = ((top + y) * width + left) * channels
        cropped.set(pixels.subarray(from, from + square * channels), y * square * channels)
      }
      return resample(cropped)
    }
  }

  const scale = side / Math.max(width, height)
  const inWidth = Math.max(1, Math.round(width * scale))
  const inHeight = Math.max(1, Math.round(height * scale))
  const left = (side - inWidth) >> 1
  const top = (side - inHeight) >> 1
  const resample = createResampler(width, height, inWidth, inHeight, channels)
  return (pixels) => {
    const inner = resample(pixels)
    const padded = new Uint8Array(side * side * channels)
    const border = meanBorder(pixels, width, height, channels)
    for (let i = 0; i < padded.length; i++) padded[i] = border[i % channels]
    for (let y = 0; y < inHeight; y++) {
      const row = inner.subarray(y * inWidth * channels, (y + 1) * inWidth * channels)
      padded.set(row, ((top + y) * side + left) * channels)
    }
    return padded
  }
}

/** Mean of the outermost ring of pixels, per channel: what the background most likely looks like. */
function meanBorder(pixels: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const sums = new Float64Array(channels)
  let count = 0
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 || width === 1 ? 1 : width - 1
    for (let x = 0; x < width; x += step) {
      for (let c = 0; c < channels; c++) sums[c] += pixels[(y * width + x) * channels + c]
      count++
    }
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / count))
}
