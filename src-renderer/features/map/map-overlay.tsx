import { type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { useView } from '../labeling/data/session-context.ts'
import type { MapSurface } from './gl/map-surface.ts'
import type { Camera } from './logic/camera.ts'
import { clusterOutline } from './logic/outline.ts'
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

/** Above the samples: the outline of the open cluster, the sample in focus, the lens and the lasso. */
export function MapOverlay({ ref, surface, lasso }: MapOverlayProps) {
  const layer = useRef<SVGGElement>(null)
  const focusMark = useRef<SVGCircleElement>(null)
  const lens = useMap((state) => state.lens)
  const focus = useView((state) => state.mapFocus)
  const outline = useOutline(surface)

  const follow = useCallback(
    (camera: Camera) => {
      layer.current?.setAttribute('transform', camera.toMatrix())
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
      <g ref={layer}>
        <path className={styles.cluster} d={outline} />
      </g>
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

/** Path around the cluster that is open, on the map. */
function useOutline(surface: MapSurface | null): string {
  const component = useView((state) => state.members?.component ?? null)
  const marks = useMap((state) => state.marks)
  return useMemo(() => {
    if (!surface || !marks || component === null) return ''
    const members: number[] = []
    for (let ordinal = 0; ordinal < marks.count; ordinal += 1) {
      if (marks.clusterOf(ordinal) === component) members.push(ordinal)
    }
    const corners = clusterOutline(members, surface.places)
    return corners.length === 0 ? '' : `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`
  }, [surface, marks, component])
}
