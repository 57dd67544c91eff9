import { isNumber } from './csv-number.ts'

const brackets = /^\s*[[(]([\s\S]*)[\])]\s*$/
const separators = /\s*[,;]\s*|\s+/

/**
 * The numbers of a cell that is written as a list, as Python ("[0.1, -2e-3]"), NumPy ("[0.1 -0.002]") and databases
 * write embeddings; null when it is none, is empty, was shortened with dots, or holds what does not fit a 32-bit float.
 */
export function parseList(cell: string): Float32Array | null {
  const inside = brackets.exec(cell)?.[1].trim()
  if (!inside) return null
  const parts = inside.split(separators)
  const numbers = new Float32Array(parts.length)
  for (const [i, part] of parts.entries()) {
    numbers[i] = isNumber(part, false) ? Number(part) : Number.NaN
    if (!Number.isFinite(numbers[i])) return null
  }
  return numbers
}
