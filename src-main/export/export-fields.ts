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
    probability(row.confidence),
    row.cluster,
  ]
  for (let c = 0; c < classNames.length; c++) record.push(probability(row.probabilities?.[c]))
  record.push(row.annotator, row.labeledAt)
  if (hasParts) record.push(row.split)
  return record
}

/**
 * Probabilities are single precision: seven significant digits say all they hold, without the tail
 * (0.10000000149011612) of their conversion to double precision.
 */
export function probability(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(7))
}
