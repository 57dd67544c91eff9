import type { AffineMap } from './affine-jitter.ts'
import type { ElasticField } from './elastic-field.ts'
import { sameTone, type Tone } from './tone-jitter.ts'

/** Where the pixels of a row come from, beside the affine map; zeros where nothing is displaced. */
interface RowDisplacement {
  x: Float64Array
  y: Float64Array
}

/**
 * Writes square images under an affine map, a field of displacements and a change of tone, with bilinear
 * interpolation. Beyond its border an image goes on with its border pixels: black frames stay black and white paper
 * stays white.
 */
export class ImageWarp {
  readonly #side: number
  readonly #channels: 1 | 3
  readonly #zeros: RowDisplacement
  readonly #row: RowDisplacement

  constructor(side: number, channels: 1 | 3) {
    this.#side = side
    this.#channels = channels
    this.#zeros = { x: new Float64Array(side), y: new Float64Array(side) }
    this.#row = { x: new Float64Array(side), y: new Float64Array(side) }
  }

  /**
   * @param source bytes, row by row, channels last
   * @param from where the image starts in `source`
   * @param field of this image's side; null where nothing is displaced
   * @param target receives values in [0, 1], in the same layout
   * @param to where it starts in `target`
   */
  write(
    source: Uint8Array,
    from: number,
    map: AffineMap,
    field: ElasticField | null,
    tone: Readonly<Tone>,
    target: Float32Array,
    to: number,
  ): void {
    const centre = (this.#side - 1) / 2
    const rowLength = this.#side * this.#channels
    const displaced = field ? this.#row : this.#zeros
    for (let y = 0; y < this.#side; y++) {
      field?.fillRow(y, displaced.x, displaced.y)
      const startX = centre + map.tx - map.xx * centre + map.xy * (y - centre)
      const startY = centre + map.ty - map.yx * centre + map.yy * (y - centre)
      const out = to + y * rowLength
      if (this.#channels === 1) {
        this.#writeGrayRow(source, from, startX, startY, map, displaced, tone, target, out)
      } else {
        this.#writeColourRow(source, from, startX, startY, map, displaced, tone, target, out)
      }
      // Tones as they are stay between 0 and 1, and a check of each pixel would take a quarter of the time again.
      if (tone !== sameTone) clamp(target, out, out + rowLength)
    }
  }

  #writeGrayRow(
    source: Uint8Array,
    from: number,
    startX: number,
    startY: number,
    map: AffineMap,
    displaced: RowDisplacement,
    tone: Readonly<Tone>,
    target: Float32Array,
    to: number,
  ): void {
    const side = this.#side
    const last = side - 1
    const { xx, yx } = map
    const acrossX = displaced.x
    const acrossY = displaced.y
    const gain = tone.gain / 255
    const { offset } = tone
    for (let x = 0; x < side; x++) {
      const placeX = startX + xx * x + acrossX[x]
      const placeY = startY + yx * x + acrossY[x]
      const clampedX = placeX > 0 ? (placeX < last ? placeX : last) : 0
      const clampedY = placeY > 0 ? (placeY < last ? placeY : last) : 0
      const left = clampedX | 0
      const top = clampedY | 0
      const fractionX = clampedX - left
      const right = left < last ? 1 : 0
      const down = top < last ? side : 0
      const corner = from + top * side + left
      const upperLeft = source[corner]
      const lowerLeft = source[corner + down]
      const upper = upperLeft + (source[corner + right] - upperLeft) * fractionX
      const lower = lowerLeft + (source[corner + down + right] - lowerLeft) * fractionX
      target[to + x] = (upper + (lower - upper) * (clampedY - top)) * gain + offset
    }
  }

  #writeColourRow(
    source: Uint8Array,
    from: number,
    startX: number,
    startY: number,
    map: AffineMap,
    displaced: RowDisplacement,
    tone: Readonly<Tone>,
    target: Float32Array,
    to: number,
  ): void {
    const side = this.#side
    const last = side - 1
    const { xx, yx } = map
    const acrossX = displaced.x
    const acrossY = displaced.y
    const { offset, saturation } = tone
    const gain = tone.gain / 255
    const grayShare = gain * (1 - saturation)
    const ownShare = gain * saturation
    let out = to
    for (let x = 0; x < side; x++) {
      const placeX = startX + xx * x + acrossX[x]
      const placeY = startY + yx * x + acrossY[x]
      const clampedX = placeX > 0 ? (placeX < last ? placeX : last) : 0
      const clampedY = placeY > 0 ? (placeY < last ? placeY : last) : 0
      const left = clampedX | 0
      const top = clampedY | 0
      const fractionX = clampedX - left
      const fractionY = clampedY - top
      const upperLeft = from + (top * side + left) * 3
      const upperRight = left < last ? upperLeft + 3 : upperLeft
      const down = top < last ? side * 3 : 0
      const shareUR = fractionX * (1 - fractionY)
      const shareUL = 1 - fractionY - shareUR
      const shareLR = fractionX * fractionY
      const shareLL = fractionY - shareLR
      const lowerLeft = upperLeft + down
      const lowerRight = upperRight + down
      const red =
        source[upperLeft] * shareUL +
        source[upperRight] * shareUR +
        source[lowerLeft] * shareLL +
        source[lowerRight] * shareLR
      const green =
        source[upperLeft + 1] * shareUL +
        source[upperRight + 1] * shareUR +
        source[lowerLeft + 1] * shareLL +
        source[lowerRight + 1] * shareLR
      const blue =
        source[upperLeft + 2] * shareUL +
        source[upperRight + 2] * shareUR +
        source[lowerLeft + 2] * shareLL +
        source[lowerRight + 2] * shareLR
      // Luma of ITU-R BT.601.
      const gray =
        grayShare === 0 ? offset : (0.299 * red + 0.587 * green + 0.114 * blue) * grayShare + offset
      target[out++] = gray + red * ownShare
      target[out++] = gray + green * ownShare
      target[out++] = gray + blue * ownShare
    }
  }
}

/** Keeps target[from … to − 1] between 0 and 1. */
function clamp(target: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const value = target[i]
    if (value < 0) target[i] = 0
    else if (value > 1) target[i] = 1
  }
}
