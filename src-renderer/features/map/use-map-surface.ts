import { type RefObject, useEffect, useRef, useState } from 'react'
import type { StoreApi } from 'zustand'
import { useElementSize } from '../labeling/data/use-element-size.ts'
import { MapSurface, NoWebGl } from './gl/map-surface.ts'
import type { Camera } from './logic/camera.ts'
import type { MapViewState } from './map-model.ts'

interface SurfaceParts {
  pane: RefObject<HTMLDivElement | null>
  canvas: RefObject<HTMLCanvasElement | null>
  places: Float32Array
  model: StoreApi<MapViewState>
  onCamera: (camera: Camera) => void
}

export interface SurfaceState {
  surface: MapSurface | null
  /** Why there can be none; null while there is. */
  failure: string | null
  /** The graphics card took it away for the moment. */
  lost: boolean
}

/** Whether a press moves the map: with the first button, and neither Shift nor the lasso tool. */
function mayPan(event: MouseEvent, { lassoTool }: MapViewState): boolean {
  return !lassoTool && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.button
}

/** The canvas with everything drawn on it, as long as the map is on screen. */
export function useMapSurface({ pane, canvas, places, model, onCamera }: SurfaceParts): SurfaceState {
  const [state, setState] = useState<SurfaceState>({ surface: null, failure: null, lost: false })
  const latest = useRef(onCamera)
  latest.current = onCamera
  const size = useElementSize(pane)

  useEffect(() => {
    if (!pane.current || !canvas.current) return
    let surface: MapSurface
    try {
      surface = new MapSurface({
        canvas: canvas.current,
        pane: pane.current,
        places,
        zoom: model.getState().zoom,
        mayPan: (event) => mayPan(event, model.getState()),
        onCamera: (camera) => {
          model.setState({ zoom: camera.zoom })
          latest.current(camera)
        },
        onLost: (lost) => setState((before) => ({ ...before, lost })),
      })
    } catch (thrown) {
      if (!(thrown instanceof NoWebGl)) throw thrown
      setState({ surface: null, failure: thrown.message, lost: false })
      return
    }
    setState({ surface, failure: null, lost: false })
    return () => surface.end()
  }, [pane, canvas, places, model])

  const { surface } = state
  useEffect(() => {
    if (surface && size && size.width > 0 && size.height > 0) surface.resize(size)
  }, [surface, size])

  return state
}
