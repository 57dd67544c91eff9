import UFuzzy from '@leeoniya/ufuzzy'

// Letters of every script, and one slip of the finger per word.
const fuzzy = new UFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraMode: 1,
})

export interface Found {
  /** Into the searched texts. */
  index: number
  /** Pairs: first character that matched, and the one after the last; empty where they cannot be told. */
  ranges: readonly number[]
}

/** More than this many words in any order would try too many orders. */
const words = 3

/**
 * Searches as one types: words in any order, accents optional, one typing error per word.
 * @returns best first; all, in their order, for an empty query
 */
export function fuzzySearch(texts: readonly string[], query: string): Found[] {
  const needle = UFuzzy.latinize(query.trim())
  if (needle === '') return texts.map((_, index) => ({ index, ranges: [] }))
  const plain = texts.map((text) => UFuzzy.latinize(text))
  const [matched, info, order] = fuzzy.search(plain, needle, words, plain.length + 1)
  // A query of signs alone has no words: then it is looked for as it stands.
  if (!matched || fuzzy.split(needle).length === 0) {
    const sought = needle.toLowerCase()
    return plain.flatMap((text, index) =>
      text.toLowerCase().includes(sought) ? [{ index, ranges: [] }] : [],
    )
  }
  if (!info || !order) return matched.map((index) => ({ index, ranges: [] }))
  return order.map((place) => {
    const index = info.idx[place]
    return { index, ranges: plain[index].length === texts[index].length ? info.ranges[place] : [] }
  })
}

/** A text in parts that matched and parts that did not, for drawing. */
export function markedParts(text: string, ranges: readonly number[]): { text: string; matched: boolean }[] {
  const parts: { text: string; matched: boolean }[] = []
  let from = 0
  const add = (to: number, matched: boolean) => {
    const end = Math.min(to, text.length)
    if (end > from) parts.push({ text: text.slice(from, end), matched })
    from = Math.max(from, end)
  }
  for (let each = 0; each < ranges.length; each += 2) {
    add(ranges[each], false)
    add(ranges[each + 1], true)
  }
  add(text.length, false)
  return parts
}
