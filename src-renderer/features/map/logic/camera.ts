/** A place on the map [−1, 1]², y upwards, or one on the screen in CSS pixels, y downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What d3-zoom keeps: pixels of the whole map in sight, times k, plus (x, y). */
export interface Zoom {
  readonly x: number
  readonly y: number
  readonly k: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Share of the shorter side that half the map takes when all of it is in sight. */
const half = 0.47

export const wholeMap: Zoom = { x: 0, y: 0, k: 1 }
export const zoomRange: [number, number] = [0.7, 400]

/** How the map lies on the screen: which zoom, and how large the screen is. */
export class Camera {
  readonly zoom: Zoom
  readonly size: Size

  constructor(zoom: Zoom, size: Size) {
    this.zoom = zoom
    this.size = size
  }

  /** Pixels per unit of the map. */
  get scale(): number {
    return this.#radius * this.zoom.k
  }

  get #radius(): number {
    return half * Math.min(this.size.width, this.size.height)
  }

  toScreen({ x, y }: Point): Point {
    const { zoom, size } = this
    return {
      x: (size.width / 2 + x * this.#radius) * zoom.k + zoom.x,
      y: (size.height / 2 - y * this.#radius) * zoom.k + zoom.y,
    }
  }

  toMap({ x, y }: Point): Point {
    const { zoom, size } = this
    return {
      x: ((x - zoom.x) / zoom.k - size.width / 2) / this.#radius,
      y: (size.height / 2 - (y - zoom.y) / zoom.k) / this.#radius,
    }
  }

  /** Factors and offsets from the map to the clip space of WebGL. */
  toClip(): { scale: [number, number]; offset: [number, number] } {
    const { width, height } = this.size
    const middle = this.toScreen({ x: 0, y: 0 })
    return {
      scale: [(2 * this.scale) / width, (2 * this.scale) / height],
      offset: [(2 * middle.x) / width - 1, 1 - (2 * middle.y) / height],
    }
  }

  /** Moved by so many pixels. */
  panned(dx: number, dy: number): Zoom {
    const { x, y, k } = this.zoom
    return { x: x + dx, y: y + dy, k }
  }

  /** Larger or smaller around the middle of the screen. */
  zoomed(factor: number): Zoom {
    const { x, y, k } = this.zoom
    const next = Math.min(zoomRange[1], Math.max(zoomRange[0], k * factor))
    const { width, height } = this.size
    return {
      x: width / 2 - ((width / 2 - x) * next) / k,
      y: height / 2 - ((height / 2 - y) * next) / k,
      k: next,
    }
  }

  /** With these places in sight, and some room around them; a single one in the middle, no larger than now or `closest`. */
  around(low: Point, high: Point, closest: number): Zoom {
    const { width, height } = this.size
    const wide = Math.max(high.x - low.x, 1e-9) * this.#radius
    const tall = Math.max(high.y - low.y, 1e-9) * this.#radius
    const k = Math.min(
      closest,
      zoomRange[1],
      Math.max(zoomRange[0], Math.min(width / wide, height / tall) * 0.85),
    )
    const middle = { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }
    return {
      x: width / 2 - (width / 2 + middle.x * this.#radius) * k,
      y: height / 2 - (height / 2 - middle.y * this.#radius) * k,
      k,
    }
  }
}
