/** For every output position along one axis: where its taps begin in the input, and their weights. */
interface Taps {
  starts: Int32Array
  /** [length · width], each row sums to 1; unused taps are 0. */
  weights: Float32Array
  width: number
}

/**
 * Builds a function that rescales 8-bit images of one size to another with a triangle filter, widened to cover
 * the input when it shrinks (bilinear with anti-aliasing, as Pillow's BILINEAR). It never rings, so thin dark
 * strokes get no halo. Pixels are byte values, used as they are (no gamma).
 *
 * @returns a function from [height · width · channels] to [toHeight · toWidth · channels]
 */
export function createResampler(
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  channels: number,
): (pixels: Uint8Array) => Uint8Array {
  // Not slice(): a Buffer's shares its memory.
  if (width === toWidth && height === toHeight) return (pixels) => new Uint8Array(pixels)
  const across = triangleTaps(width, toWidth)
  const down = triangleTaps(height, toHeight)
  const rows = new Float32Array(height * toWidth * channels)

  return (pixels) => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < toWidth; x++) {
        const from = (y * width + across.starts[x]) * channels
        for (let c = 0; c < channels; c++) {
          let sum = 0
          for (let tap = 0; tap < across.width; tap++) {
            sum += across.weights[x * across.width + tap] * pixels[from + tap * channels + c]
          }
          rows[(y * toWidth + x) * channels + c] = sum
        }
      }
    }
    const stride = toWidth * channels
    const out = new Uint8Array(toHeight * stride)
    for (let y = 0; y < toHeight; y++) {
      const from = down.starts[y] * stride
      for (let x = 0; x < stride; x++) {
        let sum = 0
        for (let tap = 0; tap < down.width; tap++) {
          sum += down.weights[y * down.width + tap] * rows[from + tap * stride + x]
        }
        out[y * stride + x] = Math.round(sum)
      }
    }
    return out
  }
}

function triangleTaps(length: number, toLength: number): Taps {
  const scale = length / toLength
  const radius = Math.max(1, scale)
  const width = Math.min(length, Math.ceil(2 * radius) + 1)
  const starts = new Int32Array(toLength)
  const weights = new Float32Array(toLength * width)
  for (let out = 0; out < toLength; out++) {
    const centre = (out + 0.5) * scale - 0.5
    // All taps lie inside the input, so the inner loops need no bounds check.
    const start = Math.min(length - width, Math.max(0, Math.ceil(centre - radius)))
    starts[out] = start
    let total = 0
    for (let tap = 0; tap < width; tap++) {
      const weight = Math.max(0, 1 - Math.abs(start + tap - centre) / radius)
      weights[out * width + tap] = weight
      total += weight
    }
    for (let tap = 0; tap < width; tap++) weights[out * width + tap] /= total
  }
  return { starts, weights, width }
}
