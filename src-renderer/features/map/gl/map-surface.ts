import { select } from 'd3-selection'
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom'
import { Camera, type Size, wholeMap, type Zoom, zoomRange } from '../logic/camera.ts'
import type { Colouring } from '../logic/colouring.ts'
import { Motion } from '../logic/motion.ts'
import { type Frame, PointRenderer } from './point-renderer.ts'

export interface MapSurfaceOptions {
  canvas: HTMLCanvasElement
  /** Takes wheel, drag and pinch. */
  pane: HTMLElement
  places: Float32Array
  /** Where the person looked last. */
  zoom: Zoom
  /** Whether a press begins to move the map. */
  mayPan: (event: MouseEvent) => boolean
  /** The map is drawn otherwise; called in the frame itself. */
  onCamera: (camera: Camera) => void
  /** The graphics card took the map away, or gave it back. */
  onLost: (lost: boolean) => void
}

/** After the last movement, before everything is drawn again; milliseconds. */
const rest = 140

/** Thrown where there is no WebGL 2, with the reason as far as the browser tells. */
export class NoWebGl extends Error {}

/** Things that are uploaded again after the graphics card lost them. */
interface Uploaded {
  marks: { bytes: Uint8Array; labeled: Uint32Array } | null
  chosen: Uint32Array
  open: Uint32Array
  palette: Uint8Array | null
}

/** The canvas with the samples on it, and the camera that looks at them. Draws when something changed, once a frame. */
export class MapSurface {
  readonly #options: MapSurfaceOptions
  readonly #gl: WebGL2RenderingContext
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>
  readonly #uploaded: Uploaded = {
    marks: null,
    chosen: new Uint32Array(),
    open: new Uint32Array(),
    palette: null,
  }
  readonly #look: Omit<Frame, 'camera' | 'pixelRatio' | 'drawn'> = {
    colouring: 'class',
    highlight: null,
    rim: [255, 255, 255],
    ring: [0, 0, 0],
    openTone: [0, 0, 0],
  }
  #renderer: PointRenderer | null = null
  #camera: Camera
  #frame = 0
  readonly #motion: Motion
  #isMoving = false
  #rest: ReturnType<typeof setTimeout> | undefined

  /** @throws NoWebGl */
  constructor(options: MapSurfaceOptions) {
    this.#options = options
    const { canvas, pane } = options
    this.#motion = new Motion(options.places.length / 2)
    let reason = ''
    const refused = (event: Event) => {
      reason = (event as WebGLContextEvent).statusMessage
    }
    canvas.addEventListener('webglcontextcreationerror', refused)
    const gl = canvas.getContext('webgl2', { antialias: false })
    canvas.removeEventListener('webglcontextcreationerror', refused)
    if (!gl) throw new NoWebGl(reason)
    this.#gl = gl
    this.#camera = new Camera(options.zoom, { width: 1, height: 1 })
    try {
      this.#renderer = new PointRenderer(gl, options.places)
    } catch (thrown) {
      throw new NoWebGl((thrown as Error).message)
    }
    canvas.addEventListener('webglcontextlost', this.#lose)
    canvas.addEventListener('webglcontextrestored', this.#restore)
    this.#zoom = zoom<HTMLElement, unknown>()
      .scaleExtent(zoomRange)
      .filter((event: MouseEvent) => event.type === 'wheel' || options.mayPan(event))
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
        const { x, y, k } = transform
        this.#camera = new Camera({ x, y, k }, this.#camera.size)
        this.#move()
      })
    select(pane).call(this.#zoom).on('dblclick.zoom', null)
    this.lookAt(options.zoom)
  }

  get places(): Float32Array {
    return this.#options.places
  }

  get camera(): Camera {
    return this.#camera
  }

  resize(size: Size): void {
    const { canvas } = this.#options
    const { width: before } = this.#camera.size
    const middle = this.#camera.toMap({ x: before / 2, y: this.#camera.size.height / 2 })
    canvas.width = Math.max(1, Math.round(size.width * window.devicePixelRatio))
    canvas.height = Math.max(1, Math.round(size.height * window.devicePixelRatio))
    const resized = new Camera(this.#camera.zoom, size)
    // The same place stays in the middle; the first time, that of the last visit.
    const now = resized.toScreen(middle)
    const isFirst = before <= 1
    this.#camera = resized
    this.lookAt(
      isFirst ? this.#options.zoom : resized.panned(size.width / 2 - now.x, size.height / 2 - now.y),
    )
    // Drawn at once: resizing has emptied the canvas.
    this.#draw()
  }

  lookAt({ x, y, k }: Zoom): void {
    select(this.#options.pane).call(this.#zoom.transform, zoomIdentity.translate(x, y).scale(k))
  }

  showAll(): void {
    this.lookAt(wholeMap)
  }

  setMarks(bytes: Uint8Array, labeled: Uint32Array): void {
    this.#uploaded.marks = { bytes, labeled }
    this.#renderer?.setMarks(bytes, labeled)
    this.#ask()
  }

  setChosen(ordinals: Uint32Array): void {
    this.#uploaded.chosen = ordinals
    this.#renderer?.setChosen(ordinals)
    this.#ask()
  }

  setOpen(ordinals: Uint32Array): void {
    this.#uploaded.open = ordinals
    this.#renderer?.setOpen(ordinals)
    this.#ask()
  }

  setColours(
    colouring: Colouring,
    palette: Uint8Array,
    tones: Pick<Frame, 'rim' | 'ring' | 'openTone'>,
  ): void {
    Object.assign(this.#look, { colouring, ...tones })
    this.#uploaded.palette = palette
    this.#renderer?.setPalette(palette)
    this.#ask()
  }

  setHighlight(highlight: readonly [number, number] | null): void {
    this.#look.highlight = highlight
    this.#ask()
  }

  end(): void {
    const { canvas, pane } = this.#options
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#rest)
    canvas.removeEventListener('webglcontextlost', this.#lose)
    canvas.removeEventListener('webglcontextrestored', this.#restore)
    select(pane).on('.zoom', null)
  }

  readonly #lose = (event: Event): void => {
    // Says that it shall be given back.
    event.preventDefault()
    this.#renderer = null
    this.#options.onLost(true)
  }

  readonly #restore = (): void => {
    this.#renderer = new PointRenderer(this.#gl, this.#options.places)
    const { marks, chosen, open, palette } = this.#uploaded
    if (marks) this.#renderer.setMarks(marks.bytes, marks.labeled)
    if (palette) this.#renderer.setPalette(palette)
    this.#renderer.setChosen(chosen)
    this.#renderer.setOpen(open)
    this.#options.onLost(false)
    this.#ask()
  }

  /** The next frame is one of a movement; when none follows, all samples are drawn. */
  #move(): void {
    this.#isMoving = true
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => {
      this.#isMoving = false
      this.#motion.end()
      this.#ask()
    }, rest)
    this.#ask()
  }

  #ask(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#draw(now))
  }

  #draw(now = performance.now()): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const { camera } = this
    const drawn = this.#isMoving ? this.#motion.next(now) : Number.POSITIVE_INFINITY
    this.#renderer?.draw({ ...this.#look, camera, pixelRatio: window.devicePixelRatio, drawn })
    this.#options.onCamera(camera)
  }
}
