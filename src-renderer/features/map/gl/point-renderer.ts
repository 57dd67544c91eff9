import * as twgl from 'twgl.js'
import { mapMarkBytes } from '../../../../src-main/contract/map.ts'
import type { Camera } from '../logic/camera.ts'
import { type Colouring, colourings, paletteSide, type Rgb } from '../logic/colouring.ts'
import { fragmentShader, passes, vertexShader } from './shaders.ts'

/** What a frame is drawn with; none of it is per sample. */
export interface Frame {
  camera: Camera
  pixelRatio: number
  colouring: Colouring
  /** First and last place of the palette that stays bright; null: all. */
  highlight: readonly [number, number] | null
  /** Around labels. */
  rim: Rgb
  /** Around chosen samples. */
  ring: Rgb
  /** Around those of the open cluster. */
  openTone: Rgb
  /** How many of the samples are drawn, the labeled, chosen and open ones aside. */
  drawn: number
}

/**
 * Draws the samples with WebGL 2. Places and marks lie on the graphics card as they came from the host; panning and
 * zooming change a few numbers, and a label or another colouring uploads nothing but what changed.
 */
export class PointRenderer {
  readonly #gl: WebGL2RenderingContext
  readonly #program: twgl.ProgramInfo
  readonly #palette: WebGLTexture
  readonly #marks: WebGLBuffer
  readonly #all: ElementList
  readonly #labeled: ElementList
  readonly #chosen: ElementList
  readonly #open: ElementList
  readonly #count: number

  /** @param places [count · 2] @throws Error when the shaders do not run here */
  constructor(gl: WebGL2RenderingContext, places: Float32Array) {
    this.#gl = gl
    this.#count = places.length / 2
    const problems: string[] = []
    this.#program = twgl.createProgramInfo(gl, [vertexShader, fragmentShader], (message) =>
      problems.push(message),
    )
    if (!this.#program?.program) throw new Error(problems[0] ?? 'no program')
    this.#palette = twgl.createTexture(gl, {
      width: paletteSide,
      height: paletteSide,
      minMag: gl.NEAREST,
      wrap: gl.CLAMP_TO_EDGE,
      src: new Uint8Array(paletteSide * paletteSide * 4),
    })
    this.#marks = twgl.createBufferFromTypedArray(
      gl,
      new Uint8Array(this.#count * mapMarkBytes),
      gl.ARRAY_BUFFER,
      gl.DYNAMIC_DRAW,
    )
    const placed = twgl.createBufferFromTypedArray(gl, places)
    const mark = { buffer: this.#marks, stride: mapMarkBytes, normalize: false }
    const attribs: Record<string, twgl.AttribInfo> = {
      place: { buffer: placed, numComponents: 2, type: gl.FLOAT },
      ids: { ...mark, numComponents: 2, type: gl.UNSIGNED_SHORT, offset: 0 },
      confidence: { ...mark, numComponents: 1, type: gl.UNSIGNED_BYTE, offset: 4 },
      flags: { ...mark, numComponents: 1, type: gl.UNSIGNED_BYTE, offset: 5 },
      annotator: { ...mark, numComponents: 1, type: gl.UNSIGNED_BYTE, offset: 6 },
    }
    const arrayWith = (indices: WebGLBuffer) =>
      twgl.createVAOAndSetAttributes(
        gl,
        this.#program.attribSetters,
        attribs,
        indices,
      ) as WebGLVertexArrayObject
    this.#all = new ElementList(gl, arrayWith)
    this.#all.set(shuffled(this.#count))
    this.#labeled = new ElementList(gl, arrayWith)
    this.#chosen = new ElementList(gl, arrayWith)
    this.#open = new ElementList(gl, arrayWith)
  }

  /** @param marks [count · mapMarkBytes] @param labeled ordinals of those to be drawn above the others */
  setMarks(marks: Uint8Array, labeled: Uint32Array): void {
    const gl = this.#gl
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#marks)
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, marks)
    this.#labeled.set(labeled)
  }

  setChosen(ordinals: Uint32Array): void {
    this.#chosen.set(ordinals)
  }

  /** Ordinals of the cluster that is open. */
  setOpen(ordinals: Uint32Array): void {
    this.#open.set(ordinals)
  }

  setPalette(bytes: Uint8Array): void {
    twgl.setTextureFromArray(this.#gl, this.#palette, bytes, {
      width: paletteSide,
      height: paletteSide,
      minMag: this.#gl.NEAREST,
      wrap: this.#gl.CLAMP_TO_EDGE,
    })
  }

  draw({ camera, pixelRatio, colouring, highlight, rim, ring, openTone, drawn }: Frame): void {
    const gl = this.#gl
    const { canvas } = gl
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's
    gl.useProgram(this.#program.program)
    const { scale, offset } = camera.toClip()
    twgl.setUniforms(this.#program, {
      mapScale: scale,
      mapOffset: offset,
      pointSize: pointSize(this.#count, camera) * pixelRatio,
      colouring: colourings.indexOf(colouring),
      highlight: highlight ?? [-1, -1],
      pass: passes.all,
      palette: this.#palette,
      rim: rim.map((part) => part / 255),
    })
    this.#all.draw(drawn)
    this.#labeled.draw()
    this.#outline(this.#open, openTone, pixelRatio)
    this.#outline(this.#chosen, ring, 2 * pixelRatio)
    gl.bindVertexArray(null)
  }

  #outline(some: ElementList, tone: Rgb, ringWidth: number): void {
    const ring = tone.map((part) => part / 255)
    twgl.setUniforms(this.#program, { pass: passes.ring, ring, ringWidth })
    some.draw()
    twgl.setUniforms(this.#program, { pass: passes.above })
    some.draw()
  }
}

/** Some of the points, drawn by their ordinals. */
class ElementList {
  readonly #gl: WebGL2RenderingContext
  readonly #buffer: WebGLBuffer
  readonly #array: WebGLVertexArrayObject
  #length = 0

  constructor(gl: WebGL2RenderingContext, arrayWith: (indices: WebGLBuffer) => WebGLVertexArrayObject) {
    this.#gl = gl
    this.#buffer = twgl.createBufferFromTypedArray(gl, new Uint32Array(1), gl.ELEMENT_ARRAY_BUFFER)
    this.#array = arrayWith(this.#buffer)
  }

  set(ordinals: Uint32Array): void {
    const gl = this.#gl
    this.#length = ordinals.length
    // The element buffer belongs to the vertex array that is bound.
    gl.bindVertexArray(this.#array)
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffer)
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, ordinals, gl.DYNAMIC_DRAW)
    gl.bindVertexArray(null)
  }

  /** @param most the first so many of them */
  draw(most = this.#length): void {
    if (this.#length === 0) return
    this.#gl.bindVertexArray(this.#array)
    this.#gl.drawElements(this.#gl.POINTS, Math.min(most, this.#length), this.#gl.UNSIGNED_INT, 0)
  }
}

/** All ordinals in a random order, the same every time: the first of them are an even sample of all. */
function shuffled(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, ordinal) => ordinal)
  let state = 0x9e3779b9
  for (let i = count - 1; i > 0; i -= 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const j = (state >>> 0) % (i + 1)
    const moved = order[i]
    order[i] = order[j]
    order[j] = moved
  }
  return order
}

/** Diameter of a guess in CSS pixels: smaller where there are many, larger the closer one looks. */
export function pointSize(count: number, { zoom, size }: Camera): number {
  const room = Math.sqrt((size.width * size.height) / Math.max(1, count))
  return Math.min(13, Math.max(1.6, 0.55 * Math.min(room, 9)) * Math.max(1, zoom.k) ** 0.45)
}
