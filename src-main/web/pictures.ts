import { type InputShape, inputLength } from '../contract/data.ts'
import { encodePng } from '../dataset/png.ts'

/** Seen on light and dark alike: `currentColor` does not reach an <img>. */
const ink = '#7b8391'

export interface Picture {
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Least and largest value of each column of a vector [columns]. */
export interface ColumnRanges {
  low: ArrayLike<number>
  high: ArrayLike<number>
}

/**
 * A picture of a model input: the image itself, or the profile of a vector. With ranges every column stands between its
 * own least and largest value, so that pictures can be compared and none drowns beside a column of large numbers.
 */
export function pictureOfInput(
  values: Uint8Array | Float32Array,
  shape: InputShape,
  ranges: ColumnRanges | null = null,
): Picture {
  if (values.length !== inputLength(shape))
    throw new RangeError(`expected ${inputLength(shape)} values, got ${values.length}`)
  if (shape.kind === 'image' && values instanceof Uint8Array) {
    return {
      mediaType: 'image/png',
      bytes: new Uint8Array(encodePng(values, shape.side, shape.side, shape.channels)),
    }
  }
  const drawn = ranges ? Float64Array.from(values, (value, column) => placeIn(ranges, column, value)) : values
  return { mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(profileSvg(drawn, ranges ? 1 : null)) }
}

/** From 0 (least) to 1 (largest); in the middle where all are alike. */
function placeIn({ low, high }: ColumnRanges, column: number, value: number): number {
  const width = high[column] - low[column]
  return width > 0 ? Math.min(1, Math.max(0, (value - low[column]) / width)) : 0.5
}

/**
 * Bars of a vector's values about zero.
 *
 * @param full the magnitude that is drawn in full length; the largest there is where null
 */
function profileSvg(values: ArrayLike<number>, full: number | null): string {
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
  const largest = full ?? means.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12)
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
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="M0 ${zero}h${width}" stroke="${ink}" stroke-width="0.5"/><path d="${path}" fill="${ink}"/></svg>`
}
