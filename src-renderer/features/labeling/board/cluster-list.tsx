import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { ClusterView } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { listMove } from '../../../lib/list-move.ts'
import { useSession, useView } from '../data/session-context.ts'
import { pendingMoves } from '../logic/cluster-order.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import list from '../scroll-list.module.css'
import { ClusterRow, clusterRowHeight } from './cluster-row.tsx'

/** The clusters in the order of the last sorting; only the rows in sight exist. */
export function ClusterList({ board }: { board: readonly ClusterView[] }) {
  const session = useSession()
  const order = useView((state) => state.boardOrder)
  const opened = useView((state) => state.members?.component ?? null)
  const inQueue = useView((state) => state.mode === 'queue')
  const asked = useSyncExternalStore(session.queue.subscribe, () => {
    const { list } = session.queue.getState()
    const item = list.items.at(list.shown)
    // Where the guess is hidden, so is the cluster: its classes stand beside it.
    return item && !hidesGuess(item) ? item.sample.component : null
  })
  const chosen = inQueue ? asked : opened
  const scroller = useRef<HTMLDivElement>(null)
  const byComponent = useMemo(() => new Map(board.map((cluster) => [cluster.component, cluster])), [board])
  const moves = useMemo(() => pendingMoves(order, board), [order, board])
  const place = chosen === null ? -1 : order.indexOf(chosen)
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => clusterRowHeight,
    overscan: 6,
  })

  // Sorting anew keeps the chosen cluster where it is on the screen: the list moves around it.
  const before = useRef({ order, place })
  useLayoutEffect(() => {
    const last = before.current
    before.current = { order, place }
    const element = scroller.current
    if (!element || last.order === order || last.place < 0 || place < 0 || chosen === null) return
    const lastPlace = last.order.indexOf(chosen)
    if (lastPlace >= 0) element.scrollTop += (place - lastPlace) * clusterRowHeight
  }, [order, place, chosen])

  useEffect(() => {
    // The queue wanders from cluster to cluster; the list does not jump after it.
    if (place >= 0 && !inQueue) rows.scrollToIndex(place, { align: 'auto' })
  }, [place, rows, inQueue])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / clusterRowHeight) - 1)
    const target = listMove(event.key, place, page, order.length)
    if (target === null) return
    event.preventDefault()
    const component = order[Math.max(0, Math.min(order.length - 1, target))]
    if (component !== undefined) session.openCluster(component)
  }

  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-component]')
    if (!row) return
    session.openCluster(Number(row.dataset.component))
    // The map shows where the cluster lies.
    if (session.view.getState().mode === 'queue') session.setMode('clusters')
  }

  const drawn = chosen !== null && rows.getVirtualItems().some((item) => order[item.index] === chosen)
  return (
    <div
      ref={scroller}
      className={list.scroller}
      role="listbox"
      aria-label={t('labeling:board.list')}
      aria-activedescendant={drawn ? `cluster-${chosen}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" className={list.content} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const component = order[item.index]
          const cluster = byComponent.get(component)
          return (
            cluster && (
              <ClusterRow
                key={component}
                cluster={cluster}
                place={item.index}
                count={order.length}
                top={item.start}
                selected={component === chosen}
                move={moves.get(component) ?? 0}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
