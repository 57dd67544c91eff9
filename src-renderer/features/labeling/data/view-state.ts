import { createStore, type StoreApi } from 'zustand/vanilla'
import { type QueryStrategy, queryStrategies } from '../../../../src-main/contract/labeling.ts'
import type { OutcomeWords } from '../logic/outcome-sentence.ts'
import { emptySelection, type Selection } from '../logic/selection.ts'
import { tileSizes } from '../logic/tile-layout.ts'
import type { MemberList, MemberOrder } from './member-list.ts'

export const labelingModes = ['clusters', 'queue', 'map'] as const
/** Ways to work; what is chosen stays chosen from one to the other. */
export type LabelingMode = (typeof labelingModes)[number]

export interface StatusLine {
  /** Grows, so that the same words twice are a new line. */
  id: number
  words: OutcomeWords
  undoable: boolean
  /** What can be looked at: how many other samples the action changed, and how many became confident. */
  changes: { changed: number; confident: number } | null
  /** After going back: the step to go forward to again. */
  forward: number | null
}

/** What the labeling view shows of all there is; nothing of it is in the project file. */
export interface LabelingViewState {
  mode: LabelingMode
  /** Components in the order of the last sorting. */
  boardOrder: readonly number[]
  /** The samples of the grid: a cluster, or such as were picked elsewhere. */
  members: MemberList | null
  order: MemberOrder
  strategy: QueryStrategy
  tileSize: number
  /** Samples put aside as junk are left out of the grid. */
  hideExcluded: boolean
  historyOpen: boolean
  /** `chosen` holds in every way of working; focus and anchor are places in the grid. */
  selection: Selection
  /** Sample in focus on the map. */
  mapFocus: number | null
  status: StatusLine | null
  /** Sample in the large preview. */
  zoomed: number | null
  /** The look at random members before a whole cluster is labeled; `classId` null: not known yet which. */
  spotCheck: { component: number; classId: number | null } | null
  /** The samples that the last action changed are looked at. */
  changesOpen: boolean
  /** Asked into how many parts this cluster shall be split. */
  splitting: number | null
}

const storageKey = 'fewlabel.labeling'
const rememberedKeys = ['order', 'strategy', 'tileSize', 'hideExcluded', 'historyOpen'] as const
type Remembered = Pick<LabelingViewState, (typeof rememberedKeys)[number]>

const defaults: Remembered = {
  order: 'typical',
  strategy: 'default',
  tileSize: 72,
  hideExcluded: false,
  historyOpen: true,
}

function remembered(): Remembered {
  try {
    const stored = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}') as Partial<Remembered>
    return {
      order: stored.order === 'borderline' || stored.order === 'random' ? stored.order : defaults.order,
      strategy: queryStrategies.find((known) => known === stored.strategy) ?? defaults.strategy,
      tileSize: tileSizes.find((size) => size === stored.tileSize) ?? defaults.tileSize,
      hideExcluded: stored.hideExcluded === true,
      historyOpen: stored.historyOpen ?? window.innerHeight >= 760,
    }
  } catch {
    return defaults
  }
}

/** Creates the state; the person's habits are remembered on this computer. */
export function createViewState(): StoreApi<LabelingViewState> {
  const store = createStore<LabelingViewState>(() => ({
    ...remembered(),
    mode: 'clusters',
    boardOrder: [],
    members: null,
    selection: emptySelection,
    mapFocus: null,
    status: null,
    zoomed: null,
    spotCheck: null,
    changesOpen: false,
    splitting: null,
  }))
  store.subscribe((state, before) => {
    if (rememberedKeys.every((key) => state[key] === before[key])) return
    const { order, strategy, tileSize, hideExcluded, historyOpen } = state
    window.localStorage.setItem(
      storageKey,
      JSON.stringify({ order, strategy, tileSize, hideExcluded, historyOpen }),
    )
  })
  return store
}
