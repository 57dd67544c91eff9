/** What arrays of NumPy can hold here; strings are of fixed width, in code points. */
export type NpyType = 'float32' | 'int64' | { text: number }

/**
 * The header of a NumPy array in rows (C order), format 1.0 (numpy.org/doc/stable/reference/generated/numpy.lib.format):
 * padded so that the numbers begin at a multiple of 64 bytes.
 */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array {
  const descr = type === 'float32' ? '<f4' : type === 'int64' ? '<i8' : `<U${type.text}`
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const words = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`
  const before = 10
  const length = Math.ceil((before + words.length + 1) / 64) * 64 - before
  const header = Buffer.alloc(before + length, ' ')
  header.write('\x93NUMPY\x01\x00', 'latin1')
  header.writeUInt16LE(length, 8)
  header.write(words, before, 'latin1')
  header[before + length - 1] = 0x0a
  return header
}

/** Code points of a text; what is no character (half a surrogate pair) counts as one that stands for it. */
export function codePoints(text: string): number[] {
  return Array.from(text.toWellFormed(), (character) => character.codePointAt(0) ?? 0)
}

/** A text in UTF-32, filled up with zeros to the width. */
export function npyText(text: string, width: number): Uint8Array {
  const bytes = new Uint8Array(4 * width)
  const view = new DataView(bytes.buffer)
  for (const [i, point] of codePoints(text).entries()) view.setUint32(4 * i, point, true)
  return bytes
}
