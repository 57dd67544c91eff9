/**
 * One line of a list that is read back line by line. Readers of lines end one at U+2028 and U+2029 too, which JSON leaves
 * as they are, and which names of samples may hold.
 */
export function listedLine(value: unknown): string {
  const text = JSON.stringify(value).replace(
    /[\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16)}`,
  )
  return `${text}\n`
}
