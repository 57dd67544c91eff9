import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { wholeMap, type Zoom } from './logic/camera.ts'
import { type Colouring, colourings } from './logic/colouring.ts'
import type { PlaceIndex } from './logic/lasso.ts'
import type { MapMarks } from './logic/marks.ts'

/** The state of the map on screen; where one looked last outlives it. */
export interface MapViewState {
  colouring: Colouring
  /** First and last place of the palette that stays bright. */
  highlight: readonly [number, number] | null
  /** A drag draws a lasso without Shift. */
  lassoTool: boolean
  legendOpen: boolean
  /** Radius of the keyboard's lens in CSS pixels; null while it is not in use. */
  lens: number | null
  /** Ordinal of the sample under the pointer, and where that is. */
  hover: { ordinal: number; x: number; y: number } | null
  marks: MapMarks | null
  /** Counts up with every change inside the marks. */
  marksVersion: number
  index: PlaceIndex | null
  zoom: Zoom
}

const storageKey = 'fewlabel.map'

function rememberedColouring(): Colouring {
  const stored = window.localStorage.getItem(storageKey)
  return colourings.find((known) => known === stored) ?? 'class'
}

/** Where somebody looked, by run: another run has another map. */
let lastLook: { runId: number; zoom: Zoom } | null = null

export function createMapModel(runId: number): StoreApi<MapViewState> {
  const model = createStore<MapViewState>(() => ({
    colouring: rememberedColouring(),
    highlight: null,
    lassoTool: false,
    legendOpen: true,
    lens: null,
    hover: null,
    marks: null,
    marksVersion: 0,
    index: null,
    zoom: lastLook?.runId === runId ? lastLook.zoom : wholeMap,
  }))
  model.subscribe(({ colouring, zoom }, before) => {
    if (colouring !== before.colouring) window.localStorage.setItem(storageKey, colouring)
    if (zoom !== before.zoom) lastLook = { runId, zoom }
  })
  return model
}

export const MapModelContext = createContext<StoreApi<MapViewState> | null>(null)

export function useMapModel(): StoreApi<MapViewState> {
  const model = useContext(MapModelContext)
  if (!model) throw new Error('useMapModel outside of the map')
  return model
}

/** Part of the map's state; renders again only when that part changes. */
export function useMap<Part>(select: (state: MapViewState) => Part): Part {
  return useStore(useMapModel(), select)
}

/** Colours something else; what was highlighted belonged to the colours before. */
export function setColouring(model: StoreApi<MapViewState>, colouring: Colouring): void {
  model.setState({ colouring, highlight: null })
}

/** The next colouring, round and round. */
export function nextColouring(model: StoreApi<MapViewState>): Colouring {
  const { colouring } = model.getState()
  const next = colourings[(colourings.indexOf(colouring) + 1) % colourings.length]
  setColouring(model, next)
  return next
}
