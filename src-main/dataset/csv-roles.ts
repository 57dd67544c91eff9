import type { CsvColumn, CsvRole, ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { parseList } from './csv-list.ts'
import { isMissing, isNumber } from './csv-number.ts'

/** A list as long as this is taken for an embedding whatever its column is called; shorter ones are more often places. */
const embeddingFrom = 8
/** Cells of words are taken for texts to read from this mean length on, in characters. */
const longText = 40
const embeddingNames = /^(embeddings?|emb|vectors?|vec|einbettung)$/i
const textNames =
  /^(texts?|sentences?|contents?|documents?|body|messages?|reviews?|tweets?|abstracts?|utterances?|satz|inhalt|nachricht)$/i
/** Numbered columns (e0, e1, …) are taken for the embedding of a text from this many on. */
const seriesFrom = 8
const examplesKept = 2
const exampleLength = 60

/** What the cells of a column are, as far as the beginning of the file tells. */
type Contents = 'nameless' | 'empty' | 'number' | 'list' | 'words'

const possibleRoles: Record<Contents, CsvRole[]> = {
  nameless: ['out'],
  empty: ['text', 'field', 'truth', 'out'],
  number: ['feature', 'text', 'field', 'truth', 'id', 'out'],
  list: ['embedding', 'text', 'field', 'truth', 'id', 'out'],
  words: ['text', 'field', 'truth', 'id', 'out'],
}

const reasons: Partial<Record<Contents, string>> = { nameless: 'it has no name', empty: 'it is empty' }

export type RoleRequest = Pick<
  ImportRequest,
  'truthColumn' | 'idColumn' | 'textColumn' | 'embeddingColumn' | 'columnRoles'
>

/**
 * Decides what each column of a table is used for. What is asked for by name comes first. Of the rest, numbers are
 * features and words are fields, kept for people to read. One column of words is proposed as the text: one that is
 * called so, else one whose cells are long. One column of lists is proposed as the embedding; where there is one, it is
 * all the model sees, and other numbers are fields; likewise where numbered columns hold the embedding of a text: a year
 * among them would outweigh them all. Columns without a name (pandas writes its row index so) and empty
 * ones are left out.
 *
 * @param body the first rows, without the header
 * @throws FewlabelError — `source-mismatch` for a name that is not in the header, `bad-request` for a role that does
 * not suit a column or two of them for one
 */
export function assignRoles(
  path: string,
  header: string[],
  body: string[][],
  decimalComma: boolean,
  request: RoleRequest,
): CsvColumn[] {
  const contents = header.map((name, position) => contentsOf(name, body, position, decimalComma))
  const asked = askedRoles(path, header, request)
  for (const [position, role] of asked)
    requirePossible(path, header, body, position, role, contents[position])
  const has = (role: CsvRole) => [...asked.values()].includes(role)

  const proposed = new Map<number, CsvRole>()
  const free = [...header.keys()].filter((position) => !asked.has(position))
  if (!has('embedding') && !has('feature')) {
    const position = likelyEmbedding(header, body, free, contents)
    if (position !== undefined) proposed.set(position, 'embedding')
  }
  if (!has('text')) {
    const position = likelyText(header, body, free, contents)
    if (position !== undefined) proposed.set(position, 'text')
  }
  if (has('embedding') && has('feature')) throw twoInputs(path)
  const embedded = has('embedding') || [...proposed.values()].includes('embedding')
  const hasText = has('text') || [...proposed.values()].includes('text')
  const series = hasText ? embeddingSeries(header, contents) : null

  return header.map((name, position) => {
    const kind = contents[position]
    const rest: CsvRole =
      kind in reasons
        ? 'out'
        : kind === 'number' && !embedded && (series?.has(position) ?? true)
          ? 'feature'
          : 'field'
    const role = asked.get(position) ?? proposed.get(position) ?? rest
    return {
      name,
      role,
      possible: possibleRoles[kind],
      reason: role === 'out' && !asked.has(position) ? (reasons[kind] ?? null) : null,
      examples: cellsOf(body, position)
        .slice(0, examplesKept)
        .map((cell) => shortened(cell, exampleLength)),
    }
  })
}

/** A cell to show: one line, its end left out where it is long. */
export function shortened(cell: string, length: number): string {
  const line = cell.replace(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length)}…` : line
}

function cellsOf(body: string[][], position: number): string[] {
  return body.flatMap((row) => (isMissing(row[position] ?? '') ? [] : [row[position]]))
}

/** Only the first cell decides between numbers and words, so that text among numbers is reported with its place. */
function contentsOf(name: string, body: string[][], position: number, decimalComma: boolean): Contents {
  if (name === '') return 'nameless'
  const first = body.find((row) => !isMissing(row[position] ?? ''))?.[position]
  if (first === undefined) return 'empty'
  if (isNumber(first, decimalComma)) return 'number'
  return parseList(first) === null ? 'words' : 'list'
}

function askedRoles(path: string, header: string[], request: RoleRequest): Map<number, CsvRole> {
  const asked = new Map<number, CsvRole>()
  const ask = (role: CsvRole, name: string | undefined) => {
    const position = positionOf(path, header, name, role)
    if (position === null) return
    const before = asked.get(position)
    // Rows may well be named after what they are.
    if (before === 'id' && role === 'truth') return
    if (before !== undefined && before !== role) throw twoRoles(path, header[position], before, role)
    asked.set(position, role)
  }
  ask('id', request.idColumn)
  ask('truth', request.truthColumn)
  ask('text', request.textColumn)
  ask('embedding', request.embeddingColumn)
  for (const { column, role } of request.columnRoles ?? []) ask(role, column)
  return asked
}

/** Position of a column in the header; null for none. */
export function positionOf(
  path: string,
  header: string[],
  name: string | undefined,
  role: CsvRole,
): number | null {
  if (name === undefined) return null
  const position = header.indexOf(name.trim())
  if (position >= 0) return position
  throw new FewlabelError('source-mismatch', `"${path}" has no column named "${name}".`, {
    file: path,
    place: 'row 1',
    expected: `a column "${name}" for the ${role}`,
    found: header.slice(0, 20).join(', ') + (header.length > 20 ? ', …' : ''),
    remedy: 'Choose one of the columns that are there.',
  })
}

function likelyEmbedding(
  header: string[],
  body: string[][],
  free: number[],
  contents: Contents[],
): number | undefined {
  const lists = free.filter((position) => contents[position] === 'list')
  return (
    lists.find((position) => embeddingNames.test(header[position])) ??
    lists.find((position) => (parseList(cellsOf(body, position)[0])?.length ?? 0) >= embeddingFrom)
  )
}

/** Positions of the most columns of numbers that have one name but for the number at its end; null for just a few. */
function embeddingSeries(header: string[], contents: Contents[]): ReadonlySet<number> | null {
  const series = new Map<string, Set<number>>()
  for (const [position, name] of header.entries()) {
    const prefix = contents[position] === 'number' ? withoutNumber(name) : name
    if (prefix !== name) series.set(prefix, (series.get(prefix) ?? new Set()).add(position))
  }
  const longest = [...series.values()].sort((a, b) => b.size - a.size).at(0)
  return longest && longest.size >= seriesFrom ? longest : null
}

/** A name without the digits at its end. From there on: an expression would begin anew at every digit of the name. */
function withoutNumber(name: string): string {
  let end = name.length
  while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9') end--
  return name.slice(0, end)
}

function likelyText(
  header: string[],
  body: string[][],
  free: number[],
  contents: Contents[],
): number | undefined {
  const words = free
    .filter((position) => contents[position] === 'words')
    .map((position) => {
      const cells = cellsOf(body, position)
      return { position, length: cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length }
    })
    .sort((a, b) => b.length - a.length)
  const named = words.find(({ position }) => textNames.test(header[position]))
  return (named ?? words.find(({ length }) => length >= longText))?.position
}

function requirePossible(
  path: string,
  header: string[],
  body: string[][],
  position: number,
  role: CsvRole,
  contents: Contents,
): void {
  // Identifier and truth may be anything, as may a text.
  if (role !== 'feature' && role !== 'embedding') return
  if (possibleRoles[contents].includes(role)) return
  const [first] = cellsOf(body, position)
  throw new FewlabelError('bad-request', `The column "${header[position]}" is no ${role}.`, {
    file: path,
    expected:
      role === 'feature' ? 'a number in every row' : 'a list of numbers in every row, as "[0.1, 0.2]"',
    found: first === undefined ? 'no value in the first rows' : `"${shortened(first, 40)}"`,
    remedy: 'Use it for something else, or choose another column.',
  })
}

function twoRoles(path: string, column: string, first: CsvRole, second: CsvRole): FewlabelError {
  return new FewlabelError('bad-request', `The column "${column}" cannot be ${first} and ${second}.`, {
    file: path,
    expected: 'one role for a column',
    found: `${first} and ${second}`,
    remedy: 'Choose one of the two.',
  })
}

function twoInputs(path: string): FewlabelError {
  return new FewlabelError('bad-request', 'An embedding is all that the model sees of a row.', {
    file: path,
    expected: 'either an embedding column or features',
    found: 'both',
    remedy: 'Keep the other columns as fields, or choose no embedding column.',
  })
}
