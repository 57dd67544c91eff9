/**
 * A table in Markdown, its columns aligned in the source as well.
 *
 * @param texts how many of the first columns hold text; the others are set to the right
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts: number,
): string {
  const escaped = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...escaped.map((row) => row[column].length)))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const padded = escaped.map((row) =>
    line(
      row.map((cell, column) =>
        column < texts ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      ),
    ),
  )
  const rule = line(widths.map((width, column) => '-'.repeat(width - 1) + (column < texts ? '-' : ':')))
  return [padded[0], rule, ...padded.slice(1)].join('\n')
}
