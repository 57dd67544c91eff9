/** One line of the bench's table. */
export interface Measure {
  what: string
  value: number
  unit: string
  /** What the product promises. */
  target?: { atMost: number } | { atLeast: number }
  note?: string
}

/** Prints measures as a table, each with its target and whether it is met. */
export function printTable(measures: readonly Measure[]): void {
  const rows = measures.map(({ what, value, unit, target, note }) => [
    what,
    `${formatted(value)} ${unit}`,
    targetText({ target }),
    target ? (isMet(value, target) ? 'met' : 'MISSED') : '',
    note ?? '',
  ])
  const table = [['measure', 'value', 'target', '', ''], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
}

function isMet(value: number, target: NonNullable<Measure['target']>): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** "≤ 15", or nothing where nothing is promised. */
export function targetText({ target }: Pick<Measure, 'target'>): string {
  if (!target) return ''
  return 'atMost' in target ? `≤ ${formatted(target.atMost)}` : `≥ ${formatted(target.atLeast)}`
}

/** With three digits, or all before the point. */
export function formatted(value: number): string {
  return new Intl.NumberFormat('en', {
    maximumSignificantDigits: value >= 100 ? 6 : 3,
    maximumFractionDigits: value >= 100 ? 0 : 2,
    roundingPriority: 'lessPrecision',
  }).format(value)
}

/** The value below which a share of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]
}
