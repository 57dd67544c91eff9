/** A value of an ARFF line; `quoted` tells the word '?' from a gap. */
export interface ArffToken {
  text: string
  quoted: boolean
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

/**
 * Splits a line at commas, honouring single and double quotes with backslashes in them; null where a quote does not end
 * or something follows it.
 */
export function splitValues(line: string): ArffToken[] | null {
  const tokens: ArffToken[] = []
  for (let at = 0; ; ) {
    const token = readValue(line, at, ',')
    if (token === null) return null
    tokens.push({ text: token.text, quoted: token.quoted })
    at = skipSpace(line, token.end)
    if (at >= line.length) return tokens
    if (line[at] !== ',') return null
    at++
  }
}

/**
 * Reads one value from a place on: in quotes, or up to one of the ends or, where spaces end it, to the next space.
 *
 * @returns the value and the place after it; null where a quote does not end
 */
export function readValue(
  line: string,
  from: number,
  ends: string,
  spaceEnds = false,
): (ArffToken & { end: number }) | null {
  const start = skipSpace(line, from)
  const quote = line[start]
  if (quote === '"' || quote === "'") {
    const parts: string[] = []
    let at = start + 1
    for (let piece = at; at < line.length; at++) {
      if (line[at] === quote) {
        parts.push(line.slice(piece, at))
        return { text: parts.join(''), quoted: true, end: at + 1 }
      }
      if (line[at] !== '\\') continue
      parts.push(line.slice(piece, at), escapes[line[at + 1]] ?? line[at + 1] ?? '')
      at++
      piece = at + 1
    }
    return null
  }
  let end = start
  while (end < line.length && !ends.includes(line[end]) && !(spaceEnds && isSpace(line[end]))) end++
  return { text: line.slice(start, end).trim(), quoted: false, end }
}

export function skipSpace(line: string, from: number): number {
  let at = from
  while (at < line.length && isSpace(line[at])) at++
  return at
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t'
}
