/**
 * Decodes Parquet's hybrid of runs and packed bits into `output`, which is filled to its end and never beyond it: a run
 * of a few bytes may claim to be a billion long.
 *
 * @param width bits of a value, 1 to 32
 * @returns the offset after the last byte read
 * @throws RangeError where the bytes end before the values do
 */
export function readRuns(
  bytes: Uint8Array,
  offset: number,
  width: number,
  output: Uint8Array | Int32Array,
): number {
  const valueBytes = (width + 7) >> 3
  let at = offset
  let filled = 0
  while (filled < output.length) {
    let header = 0
    let shift = 0
    for (;;) {
      if (at >= bytes.length || shift > 28) throw new RangeError('a run ends before its values')
      const byte = bytes[at++]
      header += (byte & 0x7f) * 2 ** shift
      shift += 7
      if (byte < 0x80) break
    }
    if (header % 2 === 1) {
      const packed = Math.floor(header / 2) * 8
      const count = Math.min(packed, output.length - filled)
      if (at + Math.ceil((count * width) / 8) > bytes.length)
        throw new RangeError('packed values are cut short')
      unpack(bytes, at, width, output, filled, count)
      filled += count
      at = Math.min(bytes.length, at + (packed / 8) * width)
    } else {
      if (at + valueBytes > bytes.length) throw new RangeError('the value of a run is cut short')
      let value = 0
      for (let i = 0; i < valueBytes; i++) value |= bytes[at++] << (8 * i)
      const end = Math.min(output.length, filled + header / 2)
      output.fill(value, filled, end)
      filled = end
    }
  }
  return at
}

/** Bits needed for values up to a largest one. */
export function bitWidth(largest: number): number {
  return 32 - Math.clz32(largest)
}

function unpack(
  bytes: Uint8Array,
  offset: number,
  width: number,
  output: Uint8Array | Int32Array,
  from: number,
  count: number,
): void {
  let at = offset
  // Bits that are read and not yet used, lowest first; doubles hold 53, so wide values are exact.
  let held = 0
  let bits = 0
  const range = 2 ** width
  for (let i = 0; i < count; i++) {
    while (bits < width) {
      held += bytes[at++] * 2 ** bits
      bits += 8
    }
    output[from + i] = held % range
    held = Math.floor(held / range)
    bits -= width
  }
}
