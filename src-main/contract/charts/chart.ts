/** What a chart is drawn with; sizes in CSS pixels (or PDF points), y goes down. */
export type ChartShape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; title?: string }
  | {
      kind: 'path'
      points: readonly Point[]
      stroke?: string
      fill?: string
      width?: number
      dashed?: boolean
    }
  | { kind: 'circle'; x: number; y: number; radius: number; fill: string; title?: string }
  | {
      kind: 'text'
      x: number
      /** Of the line that letters stand on. */
      y: number
      text: string
      size: number
      fill: string
      anchor: 'start' | 'middle' | 'end'
      /** Degrees, clockwise around (x, y). */
      turned?: number
    }

export type Point = readonly [x: number, y: number]

/** A picture as data, so that window, web page and PDF draw the same one. */
export interface Chart {
  width: number
  height: number
  /** What is to be seen, in words. */
  summary: string
  shapes: ChartShape[]
}

/** Colours on white paper; text reaches 4.5:1. */
export const paper = {
  background: '#ffffff',
  text: '#171a21',
  quiet: '#474e5c',
  grid: '#dfe2e8',
  accent: '#3a49c4',
  band: '#dfe3fa',
  warning: '#8a5300',
  empty: '#f4f5f8',
} as const

/** A colour between white and `full`, by how much of it there is. */
export function tint(full: readonly [number, number, number], share: number): string {
  // Small shares must be told from none.
  const part = share <= 0 ? 0 : 0.08 + 0.92 * Math.min(1, share)
  const [red, green, blue] = full.map((channel) => Math.round(255 + (channel - 255) * part))
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** What is right, and what is mistaken, at full strength; told apart in every colour vision by lightness, too. */
export const rightColour = [58, 73, 196] as const
export const wrongColour = [178, 74, 20] as const

/** The colour of letters on a ground (`#rrggbb`): whichever of dark and light is told from it better. */
export function inkOn(ground: string): string {
  const [red, green, blue] = [1, 3, 5].map(
    (at) => (Number.parseInt(ground.slice(at, at + 2), 16) / 255) ** 2.2,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 ? paper.text : paper.background
}

/** At most so many characters (code points), an ellipsis included. */
export function shortened(text: string, most: number): string {
  const letters = Array.from(text)
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
