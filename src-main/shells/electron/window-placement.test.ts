import { describe, expect, it } from 'vitest'
import { isOnScreen, placeWindow } from './window-placement.ts'

const primary = { x: 0, y: 25, width: 1920, height: 1055 }
const left = { x: -1280, y: 0, width: 1280, height: 1024 }

describe('placeWindow', () => {
  it('is in the middle of the primary screen the first time', () => {
    expect(placeWindow(null, [primary, left])).toEqual({ x: 240, y: 103, width: 1440, height: 900 })
  })

  it('is no larger than a small screen', () => {
    const small = { x: 0, y: 0, width: 1024, height: 700 }
    expect(placeWindow(null, [small])).toEqual(small)
    expect(placeWindow({ x: 10, y: 10, width: 3000, height: 2000 }, [small])).toEqual(small)
  })

  it('stays where it was, on the second screen too', () => {
    const saved = { x: -1200, y: 40, width: 1000, height: 800 }
    expect(placeWindow(saved, [primary, left])).toEqual(saved)
  })

  it('comes back from a screen that is gone', () => {
    expect(placeWindow({ x: -1200, y: 40, width: 1000, height: 800 }, [primary])).toEqual(
      placeWindow(null, [primary]),
    )
    expect(placeWindow({ x: 1900, y: 40, width: 1000, height: 800 }, [primary])).toEqual(
      placeWindow(null, [primary]),
    )
  })

  it('is moved wholly onto the screen it is mostly on, and is not too small to use', () => {
    expect(placeWindow({ x: 1500, y: -200, width: 1000, height: 700 }, [primary])).toEqual({
      x: 920,
      y: 25,
      width: 1000,
      height: 700,
    })
    expect(placeWindow({ x: 100, y: 100, width: 200, height: 100 }, [primary])).toEqual({
      x: 100,
      y: 100,
      width: 960,
      height: 640,
    })
  })
})

describe('isOnScreen', () => {
  it('is so while enough of it can be seen', () => {
    expect(isOnScreen({ x: 100, y: 100, width: 1000, height: 700 }, [primary])).toBe(true)
    expect(isOnScreen({ x: 1800, y: 900, width: 1000, height: 700 }, [primary])).toBe(true)
    expect(isOnScreen({ x: -1200, y: 40, width: 1000, height: 700 }, [primary])).toBe(false)
    expect(isOnScreen({ x: -1200, y: 40, width: 1000, height: 700 }, [primary, left])).toBe(true)
    expect(isOnScreen({ x: 1900, y: 40, width: 1000, height: 700 }, [primary])).toBe(false)
  })
})
