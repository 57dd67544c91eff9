import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning, readFailure } from './byte-reader.ts'

const namesLimit = 256 * 1024

/**
 * The class name of every label number in an idx1 file, by the first rule that applies:
 *
 * 1. A file `…-mapping.txt` beside it whose name begins as the labels file's does (EMNIST:
 *    `emnist-letters-mapping.txt` for `emnist-letters-train-labels-idx1-ubyte.gz`). Each line holds a label and
 *    one or more character codes; the first code's character is the name.
 * 2. A file `labels.txt` beside it, one name per line. The first line names label 1 when no label is 0 and the
 *    largest label equals the number of names, else label 0.
 * 3. The number itself, as text.
 *
 * @param present the labels that occur in the file
 * @returns a function for those labels
 * @throws FewlabelError — `source-mismatch` when a label that occurs has no name, `source-damaged` when the file
 * with the names cannot be understood
 */
export async function readLabelNames(
  labelsPath: string,
  present: ReadonlySet<number>,
): Promise<(label: number) => string> {
  const folder = dirname(labelsPath)
  const siblings = await readdir(folder).catch((error: unknown) => {
    throw readFailure(folder, error)
  })
  const suffix = '-mapping.txt'
  const mapping = siblings.find(
    (name) => name.endsWith(suffix) && basename(labelsPath).startsWith(name.slice(0, -suffix.length)),
  )
  const file = mapping ?? siblings.find((name) => name === 'labels.txt')
  if (file === undefined) return String

  const path = join(folder, file)
  const bytes = await readBeginning(path, namesLimit + 1)
  if (bytes.length > namesLimit) {
    throw new FewlabelError('source-damaged', `The class names in "${path}" are too many.`, {
      file: path,
      expected: `names for at most 256 labels, in ${namesLimit.toLocaleString('en-US')} bytes`,
      found: 'a longer file',
      remedy: 'Move the file away to use the numbers as names.',
    })
  }
  const lines = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/)
  const names = mapping === undefined ? listedNames(lines, present, path) : mappedNames(lines, path)
  for (const label of present) {
    if (!names.has(label)) throw nameless(path, label, names)
  }
  return (label) => names.get(label) ?? String(label)
}

function listedNames(lines: string[], present: ReadonlySet<number>, path: string): Map<number, string> {
  const first = !present.has(0) && Math.max(...present) === lines.length ? 1 : 0
  const names = new Map<number, string>()
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') throw unreadable(path, index, 'a class name', 'an empty line')
    names.set(first + index, line.trim())
  }
  return names
}

function mappedNames(lines: string[], path: string): Map<number, string> {
  const names = new Map<number, string>()
  for (const [index, line] of lines.entries()) {
    const match = /^\s*(\d+)\s+(\d+)(\s+\d+)*\s*$/.exec(line)
    const code = match === null ? Number.NaN : Number(match[2])
    if (match === null || code === 0 || code > 0x10ffff) {
      throw unreadable(path, index, 'a label and a character code, as in "1 65"', `"${line}"`)
    }
    names.set(Number(match[1]), String.fromCodePoint(code))
  }
  return names
}

function unreadable(path: string, index: number, expected: string, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `The class names in "${path}" cannot be understood.`, {
    file: path,
    place: `line ${index + 1}`,
    expected,
    found,
    remedy: 'Correct the line, or move the file away to use the numbers as names.',
  })
}

function nameless(path: string, label: number, names: Map<number, string>): FewlabelError {
  return new FewlabelError('source-mismatch', `Label ${label} has no name in "${path}".`, {
    file: path,
    expected: `a name for label ${label}`,
    found: `${names.size} names for labels ${Math.min(...names.keys())} to ${Math.max(...names.keys())}`,
    remedy: 'Add the missing name, or move the file away to use the numbers as names.',
  })
}
