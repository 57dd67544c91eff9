import { type PointerEvent, type RefObject, useRef } from 'react'
import type { StoreApi } from 'zustand'
import type { LabelingSession } from '../labeling/data/labeling-session.ts'
import { choose } from './choose.ts'
import type { MapSurface } from './gl/map-surface.ts'
import type { Point } from './logic/camera.ts'
import { nearestSample, samplesInside } from './logic/lasso.ts'
import type { MapViewState } from './map-model.ts'

/** A press that moves less than this is a click. */
const dragThreshold = 5
/** Pixels between the corners of a lasso. */
const cornerDistance = 3
/** A sample this near to the pointer is meant. */
const reach = 14

interface Press {
  pointer: number
  start: Point
  moved: boolean
  /** Corners in pixels; null: the map is moved instead. */
  lasso: Point[] | null
  add: boolean
}

interface PointerParts {
  session: LabelingSession
  model: StoreApi<MapViewState>
  surface: MapSurface | null
  /** Where the lasso is drawn. */
  outline: RefObject<SVGPathElement | null>
}

/** Hovering, clicking and drawing lassos. Moving the map is d3-zoom's. */
export function useMapPointer({ session, model, surface, outline }: PointerParts) {
  const press = useRef<Press | null>(null)

  const sampleAt = (at: Point): number | null => {
    const { index } = model.getState()
    if (!surface || !index) return null
    const { camera } = surface
    return nearestSample(index, surface.places, camera.toMap(at), reach / camera.scale)
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const start = placeOf(event)
    const draws = event.shiftKey || model.getState().lassoTool
    press.current = {
      pointer: event.pointerId,
      start,
      moved: false,
      lasso: draws ? [start] : null,
      add: event.ctrlKey || event.metaKey,
    }
    if (draws) event.currentTarget.setPointerCapture(event.pointerId)
  }

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = placeOf(event)
    // Let go outside of the map, where nobody hears of it.
    if (event.buttons === 0) press.current = null
    const current = press.current
    if (!current) {
      const ordinal = sampleAt(at)
      const { hover } = model.getState()
      if (ordinal === null ? hover !== null : hover?.ordinal !== ordinal) {
        model.setState({ hover: ordinal === null ? null : { ordinal, ...at } })
      }
      return
    }
    if (Math.hypot(at.x - current.start.x, at.y - current.start.y) >= dragThreshold && !current.moved) {
      current.moved = true
      model.setState({ hover: null })
    }
    const last = current.lasso?.at(-1)
    if (!current.lasso || !last || Math.hypot(at.x - last.x, at.y - last.y) < cornerDistance) return
    current.lasso.push(at)
    outline.current?.setAttribute('d', `M${current.lasso.map(({ x, y }) => `${x} ${y}`).join('L')}Z`)
  }

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const current = press.current
    press.current = null
    outline.current?.setAttribute('d', '')
    if (!current || event.pointerId !== current.pointer) return
    model.setState({ lens: null })
    if (!current.moved) click(placeOf(event), current.add)
    else if (current.lasso) take(current.lasso, current.add)
  }

  const take = (lasso: readonly Point[], add: boolean) => {
    const { index } = model.getState()
    if (!surface || !index) return
    const corners = lasso.map((corner) => surface.camera.toMap(corner))
    choose(session, samplesInside(corners, surface.places, index), add)
  }

  const click = (at: Point, add: boolean) => {
    const ordinal = sampleAt(at)
    if (add && ordinal !== null) choose(session, [ordinal], true)
    else session.view.setState({ mapFocus: ordinal === null ? null : ordinal + 1 })
    model.setState({ hover: null })
  }

  const onPointerCancel = () => {
    press.current = null
    outline.current?.setAttribute('d', '')
  }
  const onPointerLeave = () => {
    if (!press.current) model.setState({ hover: null })
  }
  const onDoubleClick = () => {
    const { mapFocus } = session.view.getState()
    if (mapFocus !== null) session.view.setState({ zoomed: mapFocus })
  }
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onPointerLeave, onDoubleClick }
}

function placeOf(event: PointerEvent<HTMLElement>): Point {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}
