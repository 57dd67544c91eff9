import type { KeyId } from '../../../lib/keymap.ts'

/** Sides a tile's picture can have, in pixels; `+` and `-` step through them. */
export const tileSizes = [40, 56, 72, 96, 128, 176, 240] as const

/** Height of the line under the picture that carries the label or the guess. */
export const captionHeight = 22
/** Space between tiles, and around the grid. */
export const tileGap = 8

export interface TileLayout {
  count: number
  columns: number
  /** Width of a tile; the picture is a square of this side. */
  tile: number
  /** Distance from one row's top to the next, from one column's left to the next. */
  rowHeight: number
  columnWidth: number
  rows: number
  /** Rows that fit the height of the view, at least one. */
  rowsInView: number
}

/** Tiles of about the wished size, spread so that they fill the width. Sizes in CSS pixels. */
export function layOutTiles(count: number, size: number, width: number, height: number): TileLayout {
  const inner = Math.max(size, width - tileGap)
  const columns = Math.max(1, Math.floor(inner / (size + tileGap)))
  const columnWidth = Math.floor(inner / columns)
  const tile = columnWidth - tileGap
  const rowHeight = tile + captionHeight + tileGap
  return {
    count,
    columns,
    tile,
    rowHeight,
    columnWidth,
    rows: Math.ceil(count / columns),
    rowsInView: Math.max(1, Math.floor((height - tileGap) / rowHeight)),
  }
}

/** The next size up (`+1`) or down (`-1`), or the same at the end. */
export function stepTileSize(size: number, direction: 1 | -1): number {
  const at = tileSizes.findIndex((candidate) => candidate >= size)
  return tileSizes[
    Math.min(tileSizes.length - 1, Math.max(0, (at < 0 ? tileSizes.length - 1 : at) + direction))
  ]
}

/** Where a moving key leads from a tile; stays inside the grid. */
export function moveFocus(index: number, key: KeyId, layout: TileLayout): number {
  const last = layout.count - 1
  if (last < 0) return 0
  const page = layout.rowsInView * layout.columns
  const clamp = (target: number) => Math.max(0, Math.min(last, target))
  switch (key) {
    case 'move-left':
      return clamp(index - 1)
    case 'move-right':
      return clamp(index + 1)
    case 'move-up':
      return index - layout.columns < 0 ? index : index - layout.columns
    case 'move-down': {
      const below = index + layout.columns
      if (below <= last) return below
      // From the last full row into the short one under it.
      return Math.floor(last / layout.columns) > Math.floor(index / layout.columns) ? last : index
    }
    case 'move-page-up':
      return index - page < 0 ? index % layout.columns : index - page
    case 'move-page-down':
      return Math.min(last, index + page)
    case 'move-home':
      return 0
    case 'move-end':
      return last
    default:
      return clamp(index)
  }
}

export interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
}

/** Tiles that a rectangle (in the grid's own coordinates, from its scrolled top) touches, in order. */
export function tilesInRectangle(rectangle: Rectangle, layout: TileLayout): number[] {
  const { columns, columnWidth, rowHeight, tile } = layout
  const height = rowHeight - tileGap
  const first = (low: number, step: number, size: number) =>
    Math.max(0, Math.ceil((low - tileGap - size) / step))
  const last = (high: number, step: number) => Math.floor((high - tileGap) / step)
  const fromColumn = first(rectangle.left, columnWidth, tile)
  const toColumn = Math.min(columns - 1, last(rectangle.right, columnWidth))
  const fromRow = first(rectangle.top, rowHeight, height)
  const toRow = Math.min(layout.rows - 1, last(rectangle.bottom, rowHeight))
  const touched: number[] = []
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) {
      const index = row * columns + column
      if (index < layout.count) touched.push(index)
    }
  }
  return touched
}
