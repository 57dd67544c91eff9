/** Relative luminance of `#rrggbb` (WCAG 2.2). */
export function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Black or white, whichever reads better on a class colour; one of them always reaches 4.5:1. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  // (1.05)/(L+0.05) against (L+0.05)/0.05: equal at L = 0.179.
  return luminance(colour) > 0.179 ? '#000000' : '#ffffff'
}
