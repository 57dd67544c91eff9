import { useEffect } from 'react'
import type { StoreApi } from 'zustand'
import { announce } from '../../components/announcer.tsx'
import { t } from '../../lib/i18n.ts'
import { commandOf } from '../../lib/key-bindings.ts'
import type { KeyId } from '../../lib/keymap.ts'
import type { LabelingSession } from '../labeling/data/labeling-session.ts'
import { keysRest } from '../labeling/data/use-labeling-keys.ts'
import { choose } from './choose.ts'
import type { MapSurface } from './gl/map-surface.ts'
import { nearestSample, samplesWithin } from './logic/lasso.ts'
import { resizedLens, usualLens } from './logic/lens.ts'
import { type MapViewState, nextColouring } from './map-model.ts'

/** Pixels that an arrow moves the map by, and with Shift. */
const panStep = 70
const farStep = 280
const zoomStep = 1.4
/** After the last key, before the lens says what is under it; milliseconds. */
const lensPause = 450

const moves: Partial<Record<KeyId, readonly [number, number]>> = {
  'move-left': [1, 0],
  'move-right': [-1, 0],
  'move-up': [0, 1],
  'move-down': [0, -1],
}

/** Keys that the lists beside the map know, too. */
const keysOfLists: readonly KeyId[] = [
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'move-page-up',
  'move-page-down',
  'move-home',
  'zoom',
  'select-none',
]

const mapKeys: readonly KeyId[] = [
  ...keysOfLists,
  'tiles-larger',
  'tiles-smaller',
  'select-all',
  'map-colours',
]

/** Whether what has the focus has its own use for the key: arrows in the map's tools, clusters and steps in their lists. */
function isTakenBeside(target: EventTarget | null, id: KeyId): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[role="listbox"]')) return keysOfLists.includes(id)
  return id in moves && target.closest('[data-map-controls]') !== null
}

interface MapKeyParts {
  session: LabelingSession
  model: StoreApi<MapViewState>
  surface: MapSurface | null
}

/** The keys of the map, which go before those of the same name in the grid. */
export function useMapKeys(parts: MapKeyParts): void {
  const { session, model, surface } = parts
  useEffect(() => {
    if (!surface) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const lensSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(() => lookThroughLens({ session, model, surface }), lensPause)
    }
    const listen = (event: KeyboardEvent) => {
      if (keysRest(event)) return
      const id = commandOf(event, mapKeys)
      if (!id || isTakenBeside(event.target, id)) return
      if (!act({ session, model, surface }, id, event.shiftKey)) return
      event.preventDefault()
      if (model.getState().lens !== null) lensSoon()
    }
    // Before the listeners of the labeling view, which leave alone what is prevented.
    window.addEventListener('keydown', listen, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', listen, { capture: true })
    }
  }, [session, model, surface])
}

type Parts = MapKeyParts & { surface: MapSurface }

/** @returns whether the key is the map's at the moment */
function act({ session, model, surface }: Parts, id: KeyId, far: boolean): boolean {
  const { camera } = surface
  const { lens } = model.getState()
  const move = moves[id]
  if (move) {
    const by = far ? farStep : panStep
    model.setState({ lens: lens ?? usualLens, hover: null })
    surface.lookAt(camera.panned(move[0] * by, move[1] * by))
    return true
  }
  switch (id) {
    case 'move-page-up':
    case 'move-page-down':
      model.setState({ lens: resizedLens(lens ?? usualLens, id === 'move-page-up' ? 1 : -1, camera.size) })
      return true
    case 'tiles-larger':
      surface.lookAt(camera.zoomed(zoomStep))
      return true
    case 'tiles-smaller':
      surface.lookAt(camera.zoomed(1 / zoomStep))
      return true
    case 'move-home':
      surface.showAll()
      return true
    case 'map-colours':
      announce(t('map:colouring.now', { what: t(`map:colouring.${nextColouring(model)}`) }))
      return true
    case 'zoom':
      if (lens === null) return false
      choose(session, underLens({ model, surface }), far)
      return true
    case 'select-all':
      choose(session, inSight({ model, surface }))
      return true
    case 'select-none':
      if (session.view.getState().selection.chosen.size > 0 || lens === null) return false
      model.setState({ lens: null })
      return true
    default:
      return false
  }
}

/** Ordinals under the lens, which is in the middle of the screen. */
function underLens({ model, surface }: Pick<Parts, 'model' | 'surface'>): number[] {
  const { lens, index } = model.getState()
  const { camera } = surface
  if (lens === null || !index) return []
  return samplesWithin(index, middleOf(surface), lens / camera.scale)
}

/** Ordinals of all that is on screen. */
function inSight({ model, surface }: Pick<Parts, 'model' | 'surface'>): ArrayLike<number> & Iterable<number> {
  const { index } = model.getState()
  const { camera } = surface
  const low = camera.toMap({ x: 0, y: camera.size.height })
  const high = camera.toMap({ x: camera.size.width, y: 0 })
  return index ? Array.from(index.range(low.x, low.y, high.x, high.y)) : []
}

const middleOf = ({ camera }: MapSurface) =>
  camera.toMap({ x: camera.size.width / 2, y: camera.size.height / 2 })

/** Puts the sample in the middle of the lens in focus, and tells what is under it. */
function lookThroughLens({ session, model, surface }: Parts): void {
  const { lens, index, marks } = model.getState()
  if (lens === null || !index || !marks) return
  const inside = underLens({ model, surface })
  const places = surface.places
  const nearest = nearestSample(index, places, middleOf(surface), lens / surface.camera.scale)
  session.view.setState({ mapFocus: nearest === null ? null : nearest + 1 })
  const classId = nearest === null ? 0 : marks.classOf(nearest)
  announce(
    nearest === null
      ? t('map:lens.empty')
      : t('map:lens.holds', {
          count: inside.length,
          sample: nearest + 1,
          what: classId === 0 ? t('map:card.nothing') : session.className(classId),
        }),
  )
}
