/** A drawn glyph as fontkit gives it: quadratic curves in units of the em. */
export interface GlyphPath {
  commands: readonly { command: string; args: readonly number[] }[]
}

const onCurve = 1

/**
 * An outline as an entry of TrueType's table `glyf` (OpenType 1.9, "Simple glyph description"), without hints. Coordinates
 * take two bytes each: that is larger than need be, and the PDF is compressed anyhow.
 */
export function simpleGlyph(path: GlyphPath): Uint8Array {
  const flags: number[] = []
  const xs: number[] = []
  const ys: number[] = []
  const ends: number[] = []
  const point = (x: number, y: number, flag: number) => {
    xs.push(Math.round(x))
    ys.push(Math.round(y))
    flags.push(flag)
  }
  const close = () => {
    if (flags.length > (ends.at(-1) ?? -1) + 1) ends.push(flags.length - 1)
  }
  for (const { command, args } of path.commands) {
    if (command === 'moveTo') {
      close()
      point(args[0], args[1], onCurve)
    } else if (command === 'lineTo') point(args[0], args[1], onCurve)
    else if (command === 'quadraticCurveTo') {
      point(args[0], args[1], 0)
      point(args[2], args[3], onCurve)
    } else if (command === 'closePath') close()
    else throw new Error(`no quadratic outline: ${command}`)
  }
  close()
  if (ends.length === 0) return new Uint8Array(0)
  const length = 10 + 2 * ends.length + 2 + flags.length * 5
  const view = new DataView(new ArrayBuffer(length + ((4 - (length % 4)) % 4)))
  let at = 0
  const put = (value: number) => {
    view.setInt16(at, value)
    at += 2
  }
  put(ends.length)
  for (const bound of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) put(bound)
  for (const end of ends) put(end)
  put(0)
  for (const flag of flags) view.setUint8(at++, flag)
  for (const values of [xs, ys]) {
    values.forEach((value, i) => {
      put(value - (i === 0 ? 0 : values[i - 1]))
    })
  }
  return new Uint8Array(view.buffer)
}
