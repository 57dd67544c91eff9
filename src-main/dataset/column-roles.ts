import {
  type ColumnRole,
  type ImportRequest,
  type SourceColumn,
  sharedColumnRoles,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type ColumnLook, leftOutFor, possibleRoles } from './column-look.ts'
import {
  annotatorNames,
  embeddingNames,
  idNames,
  imageNames,
  isLabelTable,
  isModelOutput,
  labeledAtNames,
  labelSourceName,
  outputNames,
  textNames,
  truthNames,
} from './column-names.ts'
import { isNumber } from './csv-number.ts'

/** A list as long as this is taken for an embedding whatever its column is called; shorter ones are more often places. */
const embeddingFrom = 8
/** Cells of words are taken for texts to read from this mean length on, in characters. */
const longText = 40
/** Numbered columns (e0, e1, …) are taken for the embedding of a text from this many on. */
const seriesFrom = 8
const examplesKept = 2
const exampleLength = 60

export type RoleRequest = Pick<ImportRequest, 'columnRoles'>

/**
 * Decides what each column of a table is used for. What is asked for comes first. Of the rest, numbers are features and
 * words are fields, kept for people to read, unless a column's name or contents say otherwise:
 *
 * - `label`, `class`, `target` and their like are the truth, or labels where the table says whose (`annotator`,
 *   `label_source`); `id` is the id if no two of the first cells are the same.
 * - A column of lists that is called an embedding, else one of images, else one of long lists is all that the model
 *   sees; other numbers are then fields. Likewise where numbered columns hold the embedding of a text: a year among
 *   them would outweigh them all.
 * - One column of words is the text: one that is called so, else one whose cells are long.
 * - In tables of labels as Fewlabel writes them, what a model said is left out.
 *
 * Columns without a name (pandas writes its row index so) and empty ones are left out.
 *
 * @throws FewlabelError — `source-mismatch` for a name that is not in the table, `bad-request` for a role that does
 * not suit a column or two of them for one
 */
export function assignRoles(
  path: string,
  looks: readonly ColumnLook[],
  request: RoleRequest,
): SourceColumn[] {
  const asked = askedRoles(path, looks, request)
  for (const [position, role] of asked) requirePossible(path, looks[position], role)
  const roles = new Map(asked)
  const has = (role: ColumnRole) => [...roles.values()].includes(role)
  if ([has('embedding'), has('image'), has('feature')].filter(Boolean).length > 1) throw twoInputs(path)

  const ours = isLabelTable(looks)
  const propose = (role: ColumnRole, find: (free: FreeColumn[]) => number | undefined) => {
    if (has(role)) return
    const position = find(
      [...looks.entries()]
        .filter(([position]) => !roles.has(position) && !(ours && isModelOutput(looks[position].name)))
        .map(([position, look]) => ({ ...look, position })),
    )
    if (position !== undefined) roles.set(position, role)
  }
  proposeInput(propose, has)
  proposeLabels(propose, has, ours)
  propose('id', likelyId)
  propose('text', likelyText)

  const isWhole = has('embedding') || has('image')
  const series = has('text') ? embeddingSeries(looks) : null
  return looks.map((look, position) => {
    const { name, contents, cells } = look
    const output = ours && isModelOutput(name)
    const isFeature = contents === 'number' && !isWhole && !(ours && name === 'split')
    const rest: ColumnRole =
      output || contents in leftOutFor
        ? 'out'
        : isFeature && (series?.has(position) ?? true)
          ? 'feature'
          : 'field'
    const role = roles.get(position) ?? rest
    const reason = output ? outputReason(name) : (leftOutFor[contents] ?? null)
    return {
      name,
      role,
      possible: possibleRoles[contents],
      reason: role === 'out' && !asked.has(position) ? reason : null,
      examples: cells.slice(0, examplesKept).map((cell) => shortened(cell, exampleLength)),
    }
  })
}

function outputReason(name: string): string {
  return name === labelSourceName
    ? 'it is only used to tell the labels of people from those of a model'
    : 'it says what a model thought'
}

/** A cell to show: one line, its end left out where it is long. */
export function shortened(cell: string, length: number): string {
  const line = cell.slice(0, 4 * length).replace(/\s+/g, ' ')
  return line.length > length || cell.length > 4 * length ? `${line.slice(0, length)}…` : line
}

type FreeColumn = ColumnLook & { position: number }
type Propose = (role: ColumnRole, find: (free: FreeColumn[]) => number | undefined) => void
type Has = (role: ColumnRole) => boolean

function proposeInput(propose: Propose, has: Has): void {
  const isChosen = () => has('feature') || has('embedding') || has('image')
  const lists = (free: FreeColumn[]) => free.filter(({ contents }) => contents === 'list')
  const proposals: [ColumnRole, (free: FreeColumn[]) => number | undefined][] = [
    ['embedding', (free) => lists(free).find(({ name }) => embeddingNames.test(name))?.position],
    ['image', likelyImage],
    ['embedding', (free) => likelyList(free)],
  ]
  for (const [role, find] of proposals) {
    if (!isChosen()) propose(role, find)
  }
}

/** A long list, or where there are no numbers any: something is to be learned from. */
function likelyList(free: FreeColumn[]): number | undefined {
  const shortest = free.some(({ contents }) => contents === 'number') ? embeddingFrom : 1
  return free.find(
    ({ contents, name, listLength }) =>
      contents === 'list' && (listLength ?? 0) >= shortest && !outputNames.test(name),
  )?.position
}

function proposeLabels(propose: Propose, has: Has, ours: boolean): void {
  if (!has('truth') && !has('label')) {
    const isAttributed = (free: FreeColumn[]) => ours || free.some(({ name }) => annotatorNames.test(name))
    propose('label', (free) => (isAttributed(free) ? likelyTruth(free) : undefined))
    if (!has('label')) propose('truth', likelyTruth)
  }
  if (!has('label')) return
  propose('annotator', (free) => free.find(({ name }) => annotatorNames.test(name))?.position)
  propose('labeled-at', (free) => free.find(({ name }) => labeledAtNames.test(name))?.position)
}

/** Numbers are classes only where they are whole, or stand among words; a `y` beside an `x` is a place. */
function likelyTruth(free: FreeColumn[]): number | undefined {
  const names = new Set(free.map(({ name }) => name.toLowerCase()))
  const isWord = (cell: string) => !isNumber(cell, false) && !isNumber(cell, true)
  const suits = ({ contents, cells }: FreeColumn) =>
    contents === 'words' ||
    contents === 'empty' ||
    (contents === 'number' && (cells.every((cell) => /^[+-]?\d+([.,]0*)?$/.test(cell)) || cells.some(isWord)))
  const named = free.find(
    (look) =>
      suits(look) && truthNames.test(look.name) && !(look.name.toLowerCase() === 'y' && names.has('x')),
  )
  return (named ?? free.findLast(({ ofClasses }) => ofClasses))?.position
}

function likelyId(free: FreeColumn[]): number | undefined {
  return free.find(
    ({ name, contents, cells, gaps }) =>
      idNames.test(name) &&
      (contents === 'words' || contents === 'number') &&
      !gaps &&
      new Set(cells).size === cells.length,
  )?.position
}

function likelyImage(free: FreeColumn[]): number | undefined {
  const images = free.filter(({ contents, namesImages }) => contents === 'image' || namesImages)
  return (images.find(({ name }) => imageNames.test(name)) ?? images.at(0))?.position
}

function likelyText(free: FreeColumn[]): number | undefined {
  const words = free
    .filter(({ contents }) => contents === 'words')
    .map(({ name, position, cells }) => {
      return { name, position, length: cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length }
    })
    .sort((a, b) => b.length - a.length)
  const named = words.find(({ name }) => textNames.test(name))
  return (named ?? words.find(({ length }) => length >= longText))?.position
}

/** Positions of the most columns of numbers that have one name but for the number at its end; null for just a few. */
function embeddingSeries(looks: readonly ColumnLook[]): ReadonlySet<number> | null {
  const series = new Map<string, Set<number>>()
  for (const [position, { name, contents }] of looks.entries()) {
    const prefix = contents === 'number' ? withoutNumber(name) : name
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

function askedRoles(
  path: string,
  looks: readonly ColumnLook[],
  request: RoleRequest,
): Map<number, ColumnRole> {
  const asked = new Map<number, ColumnRole>()
  for (const { column, role } of request.columnRoles ?? []) {
    const position = positionOf(path, looks, column, role)
    const before = asked.get(position)
    if (before !== undefined && before !== role) throw twoRoles(path, column, before, role)
    const other = [...asked].find(([at, taken]) => taken === role && at !== position)?.[0]
    if (other !== undefined && !(sharedColumnRoles as readonly ColumnRole[]).includes(role)) {
      throw oneOnly(path, role, looks[other].name, column)
    }
    asked.set(position, role)
  }
  return asked
}

function positionOf(path: string, looks: readonly ColumnLook[], name: string, role: ColumnRole): number {
  const wanted = name.trim()
  const position = looks.findIndex((look) => look.name === wanted)
  if (position >= 0) return position
  const names = looks.slice(0, 20).map((look) => look.name)
  throw new FewlabelError('source-mismatch', `"${path}" has no column named "${name}".`, {
    file: path,
    expected: `a column "${name}" for the role "${role}"`,
    found: names.join(', ') + (looks.length > 20 ? ', …' : ''),
    remedy: 'Choose one of the columns that are there.',
  })
}

function requirePossible(path: string, { name, contents, cells }: ColumnLook, role: ColumnRole): void {
  const demanding = role === 'feature' || role === 'embedding' || role === 'image'
  // What is not read as a number, a list or an image is read as text, which anything but bytes can be.
  if (possibleRoles[contents].includes(role)) return
  if (!demanding && contents !== 'image' && contents !== 'binary') return
  const expected =
    role === 'feature'
      ? 'a number in every row'
      : role === 'embedding'
        ? 'a list of numbers in every row, as "[0.1, 0.2]"'
        : role === 'image'
          ? 'images, or paths of image files beside the table'
          : 'text'
  const bytes = contents === 'image' ? 'images' : contents === 'binary' ? 'bytes' : null
  throw new FewlabelError('bad-request', `The column "${name}" cannot be used as "${role}".`, {
    file: path,
    expected,
    found: bytes ?? (cells.length === 0 ? 'no value in the first rows' : `"${shortened(cells[0], 40)}"`),
    remedy: 'Use it for something else, or choose another column.',
  })
}

function twoRoles(path: string, column: string, first: ColumnRole, second: ColumnRole): FewlabelError {
  return new FewlabelError('bad-request', `The column "${column}" cannot be ${first} and ${second}.`, {
    file: path,
    expected: 'one role for a column',
    found: `${first} and ${second}`,
    remedy: 'Choose one of the two.',
  })
}

function oneOnly(path: string, role: ColumnRole, first: string, second: string): FewlabelError {
  return new FewlabelError('bad-request', `Two columns are to be used as "${role}".`, {
    file: path,
    expected: 'one column for it',
    found: `"${first}" and "${second}"`,
    remedy: 'Choose one of the two.',
  })
}

function twoInputs(path: string): FewlabelError {
  return new FewlabelError('bad-request', 'An embedding or an image is all that the model sees of a row.', {
    file: path,
    expected: 'an embedding column, an image column, or features',
    found: 'more than one of them',
    remedy: 'Keep the other columns as fields, or leave them out.',
  })
}
