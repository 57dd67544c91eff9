import { type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import { useView } from '../labeling/data/session-context.ts'
import type { MapSurface } from './gl/map-surface.ts'
import type { Camera } from './logic/camera.ts'
import { useMap } from './map-model.ts'
import styles from './map-overlay.module.css'

/** Moves what lies on the map along with it, without React. */
export interface OverlayHandle {
  follow(camera: Camera): void
}

export interface MapOverlayProps {
  ref: Ref<OverlayHandle>
  surface: MapSurface | null
  lasso: RefObject<SVGPathElement | null>
}

/** Above the samples: the one in focus, the lens and the lasso. */
export function MapOverlay({ ref, surface, lasso }: MapOverlayProps) {
  const focusMark = useRef<SVGCircleElement>(null)
  const lens = useMap((state) => state.lens)
  const focus = useView((state) => state.mapFocus)

  const follow = useCallback(
    (camera: Camera) => {
      const mark = focusMark.current
      if (!mark || !surface || focus === null) return
      const { x, y } = camera.toScreen(placeOf(surface, focus))
      mark.setAttribute('cx', String(x))
      mark.setAttribute('cy', String(y))
    },
    [surface, focus],
  )
  useImperativeHandle(ref, () => ({ follow }), [follow])
  useEffect(() => {
    if (surface) follow(surface.camera)
  }, [surface, follow])

  // Where the person comes from another view, what is in focus there is brought into sight.
  useEffect(() => {
    if (!surface || focus === null || 2 * focus > surface.places.length) return
    const { camera } = surface
    const place = placeOf(surface, focus)
    const at = camera.toScreen(place)
    const isSeen = at.x >= 0 && at.y >= 0 && at.x <= camera.size.width && at.y <= camera.size.height
    if (!isSeen && camera.size.width > 1) surface.lookAt(camera.around(place, place, camera.zoom.k))
  }, [surface, focus])

  return (
    <svg className={styles.overlay} aria-hidden="true" focusable="false">
      <path ref={lasso} className={styles.lasso} />
      {focus !== null && <circle ref={focusMark} className={styles.focus} r={9} cx={-99} cy={-99} />}
      {lens !== null && (
        <>
          <circle className={styles.lens} r={lens} cx="50%" cy="50%" />
          <circle className={styles.middle} r={1.5} cx="50%" cy="50%" />
        </>
      )}
    </svg>
  )
}

/** A sample's place; @param id counted from 1 */
function placeOf({ places }: MapSurface, id: number): { x: number; y: number } {
  return { x: places[2 * (id - 1)], y: places[2 * (id - 1) + 1] }
}
