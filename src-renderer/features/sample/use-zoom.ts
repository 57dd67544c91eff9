import { select } from 'd3-selection'
import { type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom'
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { closeUp, fittedScale, type Size, zoomLimits } from './zoom-view.ts'

/** CSS pixels that an arrow key moves by. */
const panStep = 64
const zoomStep = 1.5
const nowhere: Size = { width: 0, height: 0 }

export interface ZoomedPicture {
  /** For the box that shows the picture. */
  box: RefObject<HTMLDivElement | null>
  /** CSS, from the top left corner of the box. */
  transform: string
  /** CSS pixels for one pixel of the picture, now and where it fits. */
  scale: number
  isFitted: boolean
  /** Part of the picture is out of sight, so that there is somewhere to move to. */
  isClose: boolean
  zoomIn(): void
  zoomOut(): void
  fit(): void
  trueSize(): void
  /** Close up at the pointer, or back to the whole picture. */
  onDoubleClick(event: MouseEvent): void
  /** Whether the key meant something here. */
  onKey(key: string): boolean
}

/**
 * Zoom and pan of one picture with wheel, drag, pinch and keys.
 * @param picture its own size in pixels; null until it is loaded
 * @param of another one begins with the whole picture again
 */
export function useZoom(picture: Size | null, of: unknown): ZoomedPicture {
  const box = useRef<HTMLDivElement>(null)
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null)
  const [at, setAt] = useState(zoomIdentity)
  const [size, setSize] = useState(nowhere)
  const fitted = fittedScale(picture ?? nowhere, size)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const zooming = zoom<HTMLDivElement, unknown>().on('zoom', ({ transform }) => setAt(transform))
    behaviour.current = zooming
    const selection = select(element).call(zooming).on('dblclick.zoom', null)
    const resized = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resized.observe(element)
    return () => {
      resized.disconnect()
      selection.on('.zoom', null)
    }
  }, [])

  useEffect(() => {
    behaviour.current?.scaleExtent(zoomLimits(fitted)).translateExtent([
      [0, 0],
      [size.width, size.height],
    ])
  }, [fitted, size])

  // Before it is painted: another picture must not be seen close up for a moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever it is of, another one or another size begins anew
  useLayoutEffect(() => {
    if (box.current) behaviour.current?.transform(select(box.current), zoomIdentity)
  }, [of, size])

  const actions = useMemo(() => {
    const run = (act: (zooming: ZoomBehavior<HTMLDivElement, unknown>, on: HTMLDivElement) => void) => {
      if (behaviour.current && box.current) act(behaviour.current, box.current)
    }
    return {
      by: (factor: number) => run((zooming, on) => zooming.scaleBy(select(on), factor)),
      to: (k: number, point?: [number, number]) =>
        run((zooming, on) => zooming.scaleTo(select(on), k, point)),
      pan: (x: number, y: number) => run((zooming, on) => zooming.translateBy(select(on), x, y)),
      whole: () => run((zooming, on) => zooming.transform(select(on), zoomIdentity)),
    }
  }, [])

  const isClose = at.k > 1
  const step = panStep / at.k
  const keys: Record<string, (() => void) | undefined> = {
    '+': () => actions.by(zoomStep),
    '=': () => actions.by(zoomStep),
    '-': () => actions.by(1 / zoomStep),
    Home: actions.whole,
    End: () => actions.to(1 / fitted),
    // Arrows belong to the workspace as long as there is nowhere to move to.
    ...(isClose && {
      ArrowLeft: () => actions.pan(step, 0),
      ArrowRight: () => actions.pan(-step, 0),
      ArrowUp: () => actions.pan(0, step),
      ArrowDown: () => actions.pan(0, -step),
    }),
  }

  return {
    box,
    transform: `translate(${at.x}px, ${at.y}px) scale(${at.k})`,
    scale: at.k * fitted,
    isFitted: at.k === 1,
    isClose,
    zoomIn: () => actions.by(zoomStep),
    zoomOut: () => actions.by(1 / zoomStep),
    fit: actions.whole,
    trueSize: () => actions.to(1 / fitted),
    onDoubleClick: (event) => {
      const corner = event.currentTarget.getBoundingClientRect()
      if (at.k === 1) actions.to(closeUp(fitted), [event.clientX - corner.left, event.clientY - corner.top])
      else actions.whole()
    },
    onKey: (key) => {
      keys[key]?.()
      return keys[key] !== undefined
    },
  }
}
