/** A cell that a spreadsheet would take for a formula begins with one of these. */
const formula = /^[=+\-@\t\r]/

/** A table as CSV by RFC 4180; numbers with a point, and an empty cell where there is none. */
export function csvOf(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellOf).join(','))
  return `${lines.join('\r\n')}\r\n`
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  // Names come from files of others: they stay text, whatever opens them.
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
