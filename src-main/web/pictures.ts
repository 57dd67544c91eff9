import { type InputShape, inputLength } from '../contract/data.ts'
import { encodePng } from '../dataset/png.ts'

export interface Picture {
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A picture of a model input: the image itself, or the profile of a vector. */
export function pictureOfInput(values: Uint8Array | Float32Array, shape: InputShape): Picture {
  if (values.length !== inputLength(shape))
    throw new RangeError(`expected ${inputLength(shape)} values, got ${values.length}`)
  if (shape.kind === 'image' && values instanceof Uint8Array) {
    return {
      mediaType: 'image/png',
      bytes: new Uint8Array(encodePng(values, shape.side, shape.side, shape.channels)),
    }
  }
  return { mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(profileSvg(values)) }
}

/** Bars of a vector's values about zero, scaled to its largest magnitude; `currentColor` does not reach an <img>. */
function profileSvg(values: ArrayLike<number>): string {
  const width = 96
  const height = 96
  // More than 96 columns would be thinner than a pixel: draw the mean of neighbours.
  const bars = Math.min(values.length, width)
  const means = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * values.length) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * values.length) / bars))
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i]
    return sum / (to - from)
  })
  const largest = means.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12)
  const negative = means.some((value) => value < 0)
  const zero = negative ? height / 2 : height - 4
  const reach = negative ? height / 2 - 4 : height - 8
  const step = width / bars
  const path = means
    .map((value, bar) => {
      const length = (value / largest) * reach
      const top = value >= 0 ? zero - length : zero
      return `M${(bar * step + step * 0.1).toFixed(2)} ${top.toFixed(2)}h${(step * 0.8).toFixed(2)}v${Math.abs(length).toFixed(2)}h-${(step * 0.8).toFixed(2)}z`
    })
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="M0 ${zero}h${width}" stroke="#8a8f98" stroke-width="0.5"/><path d="${path}" fill="#6b7280"/></svg>`
}
