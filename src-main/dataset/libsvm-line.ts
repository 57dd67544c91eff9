import { FewlabelError } from '../contract/errors.ts'
import { parseNumber } from './csv-number.ts'
import { nameLimit } from './table.ts'

export interface LibsvmLine {
  /** Without its comment. */
  text: string
  /** The class, as text; null where there is none. */
  label: string | null
  /** The query it belongs to. */
  group: string | null
  indices: number[]
  values: number[]
}

/** Largest index that is still a number for sure. */
const indexDigits = 9

/**
 * Reads one line; null for an empty one.
 *
 * @throws FewlabelError — `source-damaged` with the line, `source-unsupported` for several classes
 */
export function parseLibsvmLine(path: string, line: string, number: number): LibsvmLine | null {
  const comment = line.indexOf('#')
  const text = (comment < 0 ? line : line.slice(0, comment)).trim()
  if (text === '') return null
  const tokens = text.split(/[ \t]+/)
  const label = tokens[0].includes(':') ? null : labelOf(path, tokens[0], number)
  const parsed: LibsvmLine = { text, label, group: null, indices: [], values: [] }
  const seen = new Set<number>()
  for (const token of label === null ? tokens : tokens.slice(1)) {
    const colon = token.indexOf(':')
    const key = token.slice(0, colon)
    if (colon > 0 && key === 'qid') {
      parsed.group = token.slice(colon + 1, colon + 1 + nameLimit)
      continue
    }
    const value = parseNumber(token.slice(colon + 1), false)
    if (colon < 1 || !/^\d+$/.test(key) || key.length > indexDigits || Number.isNaN(value)) {
      throw fault(path, number, `"${token.slice(0, 60)}"`)
    }
    const index = Number(key)
    if (seen.has(index)) throw fault(path, number, `the index ${index} twice`)
    seen.add(index)
    parsed.indices.push(index)
    parsed.values.push(value)
  }
  return parsed
}

/** Classes are numbers: +1, 1 and 1.0 are the same one. */
function labelOf(path: string, token: string, number: number): string {
  if (token.includes(',')) {
    throw new FewlabelError('source-unsupported', `Line ${number} of "${path}" has several classes.`, {
      file: path,
      place: `line ${number}`,
      expected: 'one class for a sample',
      found: `"${token.slice(0, 60)}"`,
      remedy: 'Choose one class for each line.',
    })
  }
  const value = parseNumber(token, false)
  if (!Number.isNaN(value)) return String(value)
  throw fault(path, number, `"${token.slice(0, 60)}"`)
}

function fault(path: string, number: number, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `Line ${number} of "${path}" cannot be understood.`, {
    file: path,
    place: `line ${number}`,
    expected: 'a number for the class, then pairs as 3:0.5, each index once',
    found,
    remedy: 'Correct the line.',
  })
}
