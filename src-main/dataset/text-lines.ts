import { FewlabelError } from '../contract/errors.ts'
import type { ByteReader } from './byte-reader.ts'
import { utf8Chunks } from './utf8-chunks.ts'

/** Longest line, in characters: one without an end must not swallow the file into memory. */
const lineLimit = 16 * 1024 * 1024

/** Some lines of a file, without their ends; the first of them has this number, counted from 1. */
export interface Lines {
  first: number
  lines: string[]
}

/**
 * The lines of a text in UTF-8, some at a time; a mark of byte order at its beginning is no part of them.
 *
 * @throws FewlabelError — as `utf8Chunks`, and `source-damaged` for a line without an end
 */
export async function* textLines(reader: ByteReader): AsyncGenerator<Lines, void, void> {
  const decoder = new TextDecoder()
  let first = 1
  /** Pieces of a line that has not ended yet. */
  let begun: string[] = []
  let length = 0
  for await (const chunk of utf8Chunks(reader)) {
    const text = decoder.decode(chunk, { stream: true })
    const end = text.lastIndexOf('\n')
    if (end < 0) {
      begun.push(text)
      length += text.length
    } else {
      const lines = (begun.join('') + text.slice(0, end)).split('\n').map(withoutReturn)
      begun = [text.slice(end + 1)]
      length = text.length - end - 1
      yield { first, lines }
      first += lines.length
    }
    if (length > lineLimit) throw endless(reader.path, first)
  }
  const last = begun.join('') + decoder.decode()
  if (last !== '') yield { first, lines: [withoutReturn(last)] }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function endless(path: string, line: number): FewlabelError {
  return new FewlabelError('source-damaged', `Line ${line} of "${path}" is too long.`, {
    file: path,
    place: `line ${line}`,
    expected: `at most ${lineLimit.toLocaleString('en-US')} characters`,
    found: 'a line that goes on',
    remedy: 'Check that each row has a line of its own.',
  })
}
