import { describe, expect, it } from 'vitest'
import {
  captionHeight,
  layOutTiles,
  moveFocus,
  stepTileSize,
  tileGap,
  tilesInRectangle,
} from './tile-layout.ts'

describe('layOutTiles', () => {
  it('fills the width with tiles of at least the wished size', () => {
    const layout = layOutTiles(100, 72, 808, 600)
    expect(layout.columns).toBe(10)
    expect(layout.tile).toBe(72)
    expect(layout.rows).toBe(10)
    expect(layout.rowHeight).toBe(72 + captionHeight + tileGap)
    const wider = layOutTiles(100, 72, 880, 600)
    expect(wider.columns).toBe(10)
    expect(wider.tile).toBeGreaterThan(72)
  })

  it('has a column even where there is no room', () => {
    expect(layOutTiles(3, 240, 100, 10)).toMatchObject({ columns: 1, rows: 3, rowsInView: 1 })
  })
})

describe('stepTileSize', () => {
  it('steps through the sizes and stops at the ends', () => {
    expect(stepTileSize(72, 1)).toBe(96)
    expect(stepTileSize(72, -1)).toBe(56)
    expect(stepTileSize(240, 1)).toBe(240)
    expect(stepTileSize(40, -1)).toBe(40)
  })
})

describe('moveFocus', () => {
  // 10 columns; 23 tiles: two full rows and a row of three; two rows in view.
  const layout = layOutTiles(23, 72, 808, 220)

  it('moves by one and by rows inside the grid', () => {
    expect(layout).toMatchObject({ columns: 10, rowsInView: 2 })
    expect(moveFocus(0, 'move-left', layout)).toBe(0)
    expect(moveFocus(9, 'move-right', layout)).toBe(10)
    expect(moveFocus(22, 'move-right', layout)).toBe(22)
    expect(moveFocus(4, 'move-up', layout)).toBe(4)
    expect(moveFocus(4, 'move-down', layout)).toBe(14)
  })

  it('enters a short last row at its end and stays there', () => {
    expect(moveFocus(15, 'move-down', layout)).toBe(22)
    expect(moveFocus(21, 'move-down', layout)).toBe(21)
  })

  it('moves by screens and to the ends', () => {
    expect(moveFocus(2, 'move-page-down', layout)).toBe(22)
    expect(moveFocus(22, 'move-page-up', layout)).toBe(2)
    expect(moveFocus(13, 'move-page-up', layout)).toBe(3)
    expect(moveFocus(13, 'move-home', layout)).toBe(0)
    expect(moveFocus(13, 'move-end', layout)).toBe(22)
  })

  it('survives an empty grid', () => {
    expect(moveFocus(0, 'move-down', layOutTiles(0, 72, 800, 600))).toBe(0)
  })
})

describe('tilesInRectangle', () => {
  const layout = layOutTiles(23, 72, 808, 600)
  const row = layout.rowHeight

  it('finds the tiles it touches, in order', () => {
    expect(tilesInRectangle({ left: 85, top: 10, right: 170, bottom: row + 20 }, layout)).toEqual([
      1, 2, 11, 12,
    ])
  })

  it('ignores a rectangle in the gap and one beyond the last tile', () => {
    expect(tilesInRectangle({ left: 1, top: 1, right: 6, bottom: 6 }, layout)).toEqual([])
    expect(
      tilesInRectangle({ left: 500, top: 2 * row + 20, right: 600, bottom: 2 * row + 40 }, layout),
    ).toEqual([])
  })

  it('is not troubled by a rectangle that leaves the grid', () => {
    expect(tilesInRectangle({ left: -50, top: -50, right: 5000, bottom: 5000 }, layout)).toHaveLength(23)
  })
})
