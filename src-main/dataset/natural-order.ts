/**
 * Compares two names as people order them: runs of digits by their value ("img2" before "img10"), everything else
 * by UTF-16 code units, so the order is the same on every machine. Answers < 0, 0 or > 0, as sort() wants it.
 */
export function compareNatural(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(j)
    if (isDigit(x) && isDigit(y)) {
      const startA = skipZeros(a, i)
      const startB = skipZeros(b, j)
      i = skipDigits(a, startA)
      j = skipDigits(b, startB)
      // Without leading zeros the longer number is the larger one, whatever its length.
      const byLength = i - startA - (j - startB)
      if (byLength !== 0) return byLength
      for (let k = 0; k < i - startA; k++) {
        const byDigit = a.charCodeAt(startA + k) - b.charCodeAt(startB + k)
        if (byDigit !== 0) return byDigit
      }
    } else if (x !== y) {
      return x - y
    } else {
      i++
      j++
    }
  }
  // Equal so far: the one that ends first, then the one with fewer leading zeros.
  return a.length - i - (b.length - j) || a.length - b.length
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function skipZeros(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 48 && isDigit(text.charCodeAt(at + 1))) at++
  return at
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}
