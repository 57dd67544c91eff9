import type { ColumnRole, ImportProblem, ImportRequest, SourceColumn } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { isLabelTable, labelSourceName } from './column-names.ts'
import { assignRoles } from './column-roles.ts'
import { columnLimit, columnPlace, nameLimit, type Table } from './table.ts'

/** Columns left out for the same reason are named one by one up to this many. */
const namedColumns = 3

/** What is read of each row of a table: positions of columns. */
export interface TableLayout {
  names: string[]
  columns: SourceColumn[]
  /** The columns that make up the vector; none where there is an embedding or an image. */
  numeric: number[]
  /** The column with the whole vector, and how many numbers its first cell holds. */
  embedding: { position: number; length: number } | null
  image: number | null
  id: number | null
  truth: number | null
  label: number | null
  annotator: number | null
  labeledAt: number | null
  /** The column that says whether a label is a person's or a model's. */
  labelSource: number | null
  text: number | null
  /** Kept for people to read. */
  fields: number[]
  /** Columns that were left out, and why. */
  notices: ImportProblem[]
}

/**
 * Decides what is read of a table.
 *
 * @throws FewlabelError — `source-unsupported` for too many columns, `source-damaged` for two of one name or nothing for
 * the model at all, and as `assignRoles`
 */
export function layoutOf(table: Table, request: ImportRequest): TableLayout {
  const { path, looks } = table
  const names = looks.map(({ name }) => name)
  checkNames(path, names)
  const columns = assignRoles(path, looks, request)
  const having = (role: ColumnRole) =>
    [...columns.keys()].filter((position) => columns[position].role === role)
  const only = (role: ColumnRole) => having(role).at(0) ?? null
  const embedding = only('embedding')
  const image = only('image')
  const numeric = having('feature')
  if (embedding === null && image === null && numeric.length === 0) throw nothingToLearn(path, names, columns)
  return {
    names,
    columns,
    numeric,
    embedding:
      embedding === null ? null : { position: embedding, length: checkedLength(table, names, embedding) },
    image,
    id: only('id'),
    truth: only('truth'),
    label: only('label'),
    annotator: only('annotator'),
    labeledAt: only('labeled-at'),
    labelSource: isLabelTable(looks) ? names.indexOf(labelSourceName) : null,
    text: only('text'),
    fields: having('field'),
    notices: [...table.notices, ...leftOut(path, names, columns)],
  }
}

function leftOut(path: string, names: readonly string[], columns: readonly SourceColumn[]): ImportProblem[] {
  const byReason = new Map<string, number[]>()
  for (const [position, { reason }] of columns.entries()) {
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), position])
  }
  return [...byReason].flatMap(([reason, positions]): ImportProblem[] => {
    if (positions.length <= namedColumns) {
      return positions.map((position) => ({
        file: path,
        place: columnPlace(names, position),
        reason: `the column is left out: ${reason}`,
      }))
    }
    const first = positions.slice(0, namedColumns).map((position) => columnPlace(names, position))
    const more = (positions.length - namedColumns).toLocaleString('en-US')
    return [
      {
        file: path,
        place: `${first.join(', ')} and ${more} more`,
        reason: `the columns are left out: of each, ${reason}`,
      },
    ]
  })
}

function checkNames(path: string, names: readonly string[]): void {
  if (names.length > columnLimit) {
    throw new FewlabelError('source-unsupported', `"${path}" has too many columns.`, {
      file: path,
      expected: `at most ${columnLimit.toLocaleString('en-US')} columns`,
      found: names.length.toLocaleString('en-US'),
      remedy: 'Reduce the number of columns first.',
    })
  }
  const seen = new Map<string, number>()
  for (const [position, name] of names.entries()) {
    if (name.length > nameLimit) throw longName(path, position, name)
    const before = seen.get(name)
    if (name !== '' && before !== undefined) {
      throw new FewlabelError('source-damaged', `"${path}" has two columns named "${name}".`, {
        file: path,
        place: `columns ${before + 1} and ${position + 1}`,
        expected: 'a name of its own for every column',
        found: `"${name}" twice`,
        remedy: 'Rename one of them.',
      })
    }
    seen.set(name, position)
  }
}

function longName(path: string, position: number, name: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${path}" has a column whose name is too long.`, {
    file: path,
    place: `column ${position + 1}`,
    expected: `at most ${nameLimit.toLocaleString('en-US')} characters`,
    found: `${name.length.toLocaleString('en-US')}, beginning "${name.slice(0, 40)}"`,
    remedy: 'Rename it, or check that the names of the columns stand where they should.',
  })
}

function checkedLength({ path, looks }: Table, names: readonly string[], position: number): number {
  const length = looks[position].listLength ?? 0
  if (length <= columnLimit) return length
  throw new FewlabelError(
    'source-unsupported',
    `The lists in ${columnPlace(names, position)} are too long.`,
    {
      file: path,
      expected: `at most ${columnLimit.toLocaleString('en-US')} numbers`,
      found: length.toLocaleString('en-US'),
      remedy: 'Reduce the embedding first.',
    },
  )
}

function nothingToLearn(
  path: string,
  names: readonly string[],
  columns: readonly SourceColumn[],
): FewlabelError {
  const found = columns.slice(0, 20).map(({ role, reason, examples }, position) => {
    const why = reason ?? (role === 'field' && examples.length > 0 ? `field, as "${examples[0]}"` : role)
    return `${columnPlace(names, position)}: ${why}`
  })
  const some = found.join('; ') + (columns.length > 20 ? '; …' : '')
  const usable = columns.some(({ possible }) =>
    (['feature', 'embedding'] as const).some((role) => possible.includes(role)),
  )
  if (usable) {
    return new FewlabelError('bad-request', 'No column is left for the model to learn from.', {
      file: path,
      expected: 'at least one feature, an embedding, or images',
      found: some,
      remedy:
        'Use a column of numbers as a feature, one with lists of numbers as the embedding, or one of images.',
    })
  }
  return new FewlabelError('source-damaged', `"${path}" has no column of numbers.`, {
    file: path,
    expected: 'at least one numeric column, a column with embeddings as "[0.1, 0.2, …]", or one of images',
    found: some,
    remedy:
      'Check how the file was written. Texts need their embeddings beside them, as columns or as a list.',
  })
}
