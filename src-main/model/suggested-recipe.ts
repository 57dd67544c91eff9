import type { InputShape } from '../contract/data.ts'
import type { JitterRecipeName } from '../contract/jitter-recipes.ts'

type ImageShape = Extract<InputShape, { kind: 'image' }>

/** Distances of tones, in bytes: up to here two tones count as one. */
const sameTone = 32
/** Share of an image's border that may differ from the rest of it; a stroke may run off the page. */
const unevenBorder = 0.1
/** Share of the images whose border must be even. */
const evenImages = 0.9
/** Share of what is not paper that may be areas of a middle tone, in the mean over the images. */
const grayAreas = 0.12
/** Where marks begin and full ink begins, on the way from the paper's tone to the farthest one. */
const markFrom = 0.2
const inkFrom = 0.75

/**
 * The jitter that suits the samples: `handwriting` for ink on paper of either polarity, `photos` for all other
 * images, `none` for vectors.
 *
 * Ink on paper has a border of one tone in nearly every image, and two tones: what is neither ink nor paper is the
 * soft edge of a stroke. Pictures with shades have whole areas of middle tones. Strokes of the digits and letters that
 * this was measured on have less than 2 % of them, clothes on black ground a third, photos more than half.
 *
 * @param inputs some of the samples, [count · inputLength]: bytes for images
 */
export function suggestedRecipe(inputs: Uint8Array | Float32Array, shape: InputShape): JitterRecipeName {
  if (shape.kind === 'vector') return 'none'
  if (shape.channels === 3) return 'photos'
  return isInkOnPaper(inputs, shape) ? 'handwriting' : 'photos'
}

function isInkOnPaper(inputs: Uint8Array | Float32Array, { side }: ImageShape): boolean {
  const length = side * side
  let marked = 0
  let even = 0
  let gray = 0
  for (let from = 0; from < inputs.length; from += length) {
    const image = inputs.subarray(from, from + length)
    const { paper, uneven } = borderOf(image, side)
    let reach = 0
    for (const tone of image) reach = Math.max(reach, Math.abs(tone - paper))
    // A blank page speaks neither for nor against.
    if (reach <= sameTone) continue
    marked++
    if (uneven <= unevenBorder) even++
    gray += grayShare(image, side, paper, reach)
  }
  return marked > 0 && even >= evenImages * marked && gray <= grayAreas * marked
}

/** The border's median tone, and the share of its pixels that differ from it. */
function borderOf(image: Uint8Array | Float32Array, side: number): { paper: number; uneven: number } {
  const border: number[] = []
  for (let i = 0; i < side - 1; i++) {
    border.push(image[i], image[(i + 1) * side - 1], image[(i + 1) * side], image[side * side - 1 - i])
  }
  border.sort((a, b) => a - b)
  const paper = border[border.length >> 1]
  return { paper, uneven: border.filter((tone) => Math.abs(tone - paper) > sameTone).length / border.length }
}

/** Share of the marks that are areas of a middle tone: pixels of which three neighbours or all four are like them. */
function grayShare(image: Uint8Array | Float32Array, side: number, paper: number, reach: number): number {
  let marks = 0
  let gray = 0
  const alike = reach * markFrom
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = y * side + x
      const tone = image[at]
      const height = Math.abs(tone - paper) / reach
      if (height <= markFrom) continue
      marks++
      if (height >= inkFrom) continue
      let neighbours = 0
      if (x > 0 && Math.abs(image[at - 1] - tone) < alike) neighbours++
      if (x < side - 1 && Math.abs(image[at + 1] - tone) < alike) neighbours++
      if (y > 0 && Math.abs(image[at - side] - tone) < alike) neighbours++
      if (y < side - 1 && Math.abs(image[at + side] - tone) < alike) neighbours++
      if (neighbours >= 3) gray++
    }
  }
  return gray / marks
}
