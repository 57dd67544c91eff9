import type { ExportRow } from '../contract/export.ts'

/** What the columns of an exported table depend on. */
export interface TableShape {
  classNames: readonly string[]
  /** Whether rows belong to parts. */
  hasParts: boolean
}

/**
 * Columns of every table that is exported, in order; the probabilities, one column per class in the order of the
 * classes, come between `cluster_id` and `annotator`.
 */
export function exportColumns({ classNames, hasParts }: TableShape): string[] {
  return [
    'id',
    'source',
    'label',
    'label_source',
    'confidence',
    'cluster_id',
    ...classNames.map((name) => `p_${name}`),
    'annotator',
    'labeled_at',
    ...(hasParts ? ['split'] : []),
  ]
}

/** The fields of one row in the order of {@link exportColumns}; what is not known is null. */
export function exportRecord(
  row: ExportRow,
  { classNames, hasParts }: TableShape,
): (string | number | null)[] {
  const record: (string | number | null)[] = [
    row.id,
    row.source,
    row.label,
    row.labelSource,
    row.confidence === null ? null : probabilityText(row.confidence),
    row.cluster,
  ]
  for (let c = 0; c < classNames.length; c++)
    record.push(row.probabilities && probabilityText(row.probabilities[c]))
  record.push(row.annotator, row.labeledAt)
  if (hasParts) record.push(row.split)
  return record
}

const significantDigits = 7
const zero = '0'.charCodeAt(0)
const point = '.'.charCodeAt(0)

/**
 * Probabilities are single precision: seven significant digits say all they hold, without the tail
 * (0.10000000149011612) of their conversion to double precision.
 */
export function probability(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(significantDigits))
}

/** The same as text, as `String` would put it: what a table of a million rows takes most time for. */
export function probabilityText(value: number): string {
  const text = value.toPrecision(significantDigits)
  if (!text.includes('.') || text.includes('e')) return String(Number(text))
  let end = text.length
  while (text.charCodeAt(end - 1) === zero) end--
  if (text.charCodeAt(end - 1) === point) end--
  return text.slice(0, end)
}
