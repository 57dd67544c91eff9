import { describe, expect, it } from 'vitest'
import { Camera, wholeMap } from './camera.ts'

const size = { width: 800, height: 600 }

describe('Camera', () => {
  it('shows the whole map in the middle of the screen', () => {
    const camera = new Camera(wholeMap, size)
    expect(camera.toScreen({ x: 0, y: 0 })).toEqual({ x: 400, y: 300 })
    const corner = camera.toScreen({ x: -1, y: 1 })
    expect(corner.x).toBeGreaterThan(0)
    expect(corner.y).toBeGreaterThan(0)
    expect(corner.y).toBeLessThan(300)
  })

  it('finds the place under a pixel again, wherever it looks', () => {
    const camera = new Camera({ x: -130, y: 77, k: 3.7 }, size)
    const place = camera.toMap(camera.toScreen({ x: 0.25, y: -0.6 }))
    expect(place.x).toBeCloseTo(0.25)
    expect(place.y).toBeCloseTo(-0.6)
  })

  it('agrees with the clip space of WebGL', () => {
    const camera = new Camera({ x: 40, y: -20, k: 2 }, size)
    const pixel = camera.toScreen({ x: 0.3, y: 0.1 })
    const { scale, offset } = camera.toClip()
    expect(0.3 * scale[0] + offset[0]).toBeCloseTo((2 * pixel.x) / 800 - 1)
    expect(0.1 * scale[1] + offset[1]).toBeCloseTo(1 - (2 * pixel.y) / 600)
  })

  it('keeps the middle where it is when it zooms, within limits', () => {
    const camera = new Camera({ x: -50, y: 30, k: 1.5 }, size)
    const before = camera.toMap({ x: 400, y: 300 })
    const closer = new Camera(camera.zoomed(2), size)
    expect(closer.toMap({ x: 400, y: 300 }).x).toBeCloseTo(before.x)
    expect(closer.toMap({ x: 400, y: 300 }).y).toBeCloseTo(before.y)
    expect(camera.zoomed(1e9).k).toBe(400)
  })

  it('brings a part of the map into sight', () => {
    const camera = new Camera(wholeMap, size)
    const near = new Camera(camera.around({ x: 0.4, y: 0.4 }, { x: 0.6, y: 0.5 }, 100), size)
    for (const place of [
      { x: 0.4, y: 0.4 },
      { x: 0.6, y: 0.5 },
    ]) {
      const { x, y } = near.toScreen(place)
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(800)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(600)
    }
    const one = new Camera(camera.around({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, 8), size)
    expect(one.zoom.k).toBe(8)
    expect(one.toScreen({ x: 0.5, y: 0.5 })).toEqual({ x: 400, y: 300 })
  })
})
