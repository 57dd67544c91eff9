import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'
import { textLines } from './text-lines.ts'

export interface JsonLine {
  /** From 1, as editors count. */
  line: number
  value: Record<string, unknown>
}

/**
 * The objects of a file with one of JSON on each line; empty lines are passed over.
 *
 * @throws FewlabelError — `source-damaged` with the line; `io-failed`
 */
export async function* jsonLines(path: string): AsyncGenerator<JsonLine, void, void> {
  const reader = await ByteReader.open(path)
  try {
    for await (const { first, lines } of textLines(reader)) {
      for (const [index, text] of lines.entries()) {
        if (text.trim() !== '') yield { line: first + index, value: objectOf(path, first + index, text) }
      }
    }
  } finally {
    await reader.close()
  }
}

function objectOf(path: string, line: number, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
    throw badLine(path, line, 'a value that is no object')
  } catch (error) {
    throw error instanceof FewlabelError ? error : badLine(path, line, (error as Error).message)
  }
}

function badLine(path: string, line: number, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${path}" is not sound JSON Lines.`, {
    file: path,
    place: `line ${line.toLocaleString('en-US')}`,
    expected: 'one object of JSON on each line',
    found: found.slice(0, 300),
    remedy: 'Export or download the file again.',
  })
}
