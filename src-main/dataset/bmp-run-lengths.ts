import { FewlabelError } from '../contract/errors.ts'

/**
 * Unpacks the run-length encoding of 4- and 8-bit bitmaps (BI_RLE4, BI_RLE8). Pixels that are skipped keep index 0;
 * pixels beyond the right edge are dropped.
 *
 * @param data from the first code on
 * @returns palette indices [height · width], in the order of the file's rows
 * @throws FewlabelError — `source-damaged` when the data ends before the image does
 * Source: Microsoft Learn, "Bitmap Compression".
 */
export function decodeRunLengths(data: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const indices = new Uint8Array(width * height)
  let at = 0
  let x = 0
  let y = 0

  function take(): number {
    if (at >= data.length) throw new FewlabelError('source-damaged', 'its compressed data is cut short')
    return data[at++]
  }
  function put(index: number): void {
    if (x < width) indices[y * width + x] = index
    x++
  }

  while (y < height) {
    const count = take()
    const value = take()
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : i % 2 === 0 ? value >> 4 : value & 15)
    } else if (value === 0) {
      x = 0
      y++
    } else if (value === 1) {
      break
    } else if (value === 2) {
      x += take()
      y += take()
    } else {
      const start = at
      for (let i = 0, byte = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) byte = take()
        put(bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15)
      }
      // Literal runs are padded to an even number of bytes.
      at += (at - start) & 1
    }
  }
  return indices
}
