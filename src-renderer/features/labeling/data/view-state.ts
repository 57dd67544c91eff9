import { createStore, type StoreApi } from 'zustand/vanilla'
import { type QueryStrategy, queryStrategies } from '../../../../src-main/contract/labeling.ts'
import type { OutcomeWords } from '../logic/outcome-sentence.ts'
import { emptySelection, type Selection } from '../logic/selection.ts'
import { tileSizes } from '../logic/tile-layout.ts'
import type { MemberList, MemberOrder } from './member-list.ts'

export type LabelingMode = 'clusters' | 'queue'

export interface StatusLine {
  /** Grows, so that the same words twice are a new line. */
  id: number
  words: OutcomeWords
  undoable: boolean
}

/** What the labeling view shows of all there is; nothing of it is in the project file. */
export interface LabelingViewState {
  mode: LabelingMode
  /** Components in the order of the last sorting. */
  boardOrder: readonly number[]
  members: MemberList | null
  order: MemberOrder
  strategy: QueryStrategy
  tileSize: number
  historyOpen: boolean
  selection: Selection
  status: StatusLine | null
  /** Sample in the large preview. */
  zoomed: number | null
}

const storageKey = 'fewlabel.labeling'
type Remembered = Pick<LabelingViewState, 'order' | 'strategy' | 'tileSize' | 'historyOpen'>

const defaults: Remembered = { order: 'typical', strategy: 'default', tileSize: 72, historyOpen: true }

function remembered(): Remembered {
  try {
    const stored = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}') as Partial<Remembered>
    return {
      order: stored.order === 'borderline' || stored.order === 'random' ? stored.order : defaults.order,
      strategy: queryStrategies.find((known) => known === stored.strategy) ?? defaults.strategy,
      tileSize: tileSizes.find((size) => size === stored.tileSize) ?? defaults.tileSize,
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
    status: null,
    zoomed: null,
  }))
  store.subscribe(({ order, strategy, tileSize, historyOpen }, before) => {
    if (
      order !== before.order ||
      strategy !== before.strategy ||
      tileSize !== before.tileSize ||
      historyOpen !== before.historyOpen
    ) {
      window.localStorage.setItem(storageKey, JSON.stringify({ order, strategy, tileSize, historyOpen }))
    }
  })
  return store
}
