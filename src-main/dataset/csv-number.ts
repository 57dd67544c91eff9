// There is one way only to read each digit, or a million of them before a letter would take hours.
const withPoint = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
const withComma = /^[+-]?(\d+(,\d*)?|,\d+)(e[+-]?\d+)?$/i
const missing = /^(|na|n\/a|nan|null|none|nil|-|\?|[+-]?inf(inity)?)$/i

/** Whether a trimmed cell is written as a decimal number. Hexadecimal and "Infinity" are not. */
export function isNumber(cell: string, decimalComma: boolean): boolean {
  return (decimalComma ? withComma : withPoint).test(cell)
}

/** Whether a trimmed cell is one of the usual ways to say that there is no number. */
export function isMissing(cell: string): boolean {
  return missing.test(cell)
}

/** Whether a number is written with a decimal point. */
export function hasPoint(cell: string): boolean {
  return cell.includes('.') && withPoint.test(cell)
}

/** The number in a trimmed cell, or NaN when it is none or does not fit a 32-bit float. */
export function parseNumber(cell: string, decimalComma: boolean): number {
  if (cell === '0') return 0
  if (!isNumber(cell, decimalComma)) return Number.NaN
  const value = Number(decimalComma ? cell.replace(',', '.') : cell)
  return Number.isFinite(Math.fround(value)) ? value : Number.NaN
}
