import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { t } from '../../../lib/i18n.ts'
import { listMove } from '../../../lib/list-move.ts'
import { travel } from '../data/labeling-commands.ts'
import { useSession } from '../data/session-context.ts'
import { currentStep } from '../logic/history-steps.ts'
import list from '../scroll-list.module.css'
import { focusWork, historyListId } from '../work-area.ts'
import { StartRow, StepRow, stepRowHeight } from './step-row.tsx'

export interface StepListProps {
  /** Newest first. */
  entries: readonly HistoryEntry[]
  /** The oldest is among them. */
  complete: boolean
}

/** The steps; a press or Enter goes to the moment right after one. Only the rows in sight exist. */
export function StepList({ entries, complete }: StepListProps) {
  const session = useSession()
  const scroller = useRef<HTMLDivElement>(null)
  const now = currentStep(entries)
  const [cursor, setCursor] = useState<number | null>(null)
  const count = entries.length + (complete ? 1 : 0)
  // Before it was moved, the cursor is where the project stands.
  const standing = Math.max(0, now === null ? count - 1 : entries.findIndex(({ eventId }) => eventId === now))
  const place = Math.min(count - 1, cursor ?? standing)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => stepRowHeight,
    overscan: 6,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: more is read on when more has come
  useEffect(() => {
    session.history.show(last).catch(() => {})
  }, [session, last, entries.length])

  // Out of sight, only the newest steps are kept up to date.
  useEffect(() => () => void session.history.show(0).catch(() => {}), [session])

  const goTo = (index: number) => travel(session, entries.at(index)?.eventId ?? null)
  const canGo = (index: number) => {
    const entry = entries.at(index)
    return index >= entries.length || (entry !== undefined && (!entry.undone || entry.redoable))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (canGo(place)) goTo(place)
      return
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      focusWork()
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / stepRowHeight) - 1)
    const target = listMove(event.key, place, page, count)
    if (target === null) return
    event.preventDefault()
    const next = Math.max(0, Math.min(count - 1, target))
    setCursor(next)
    rows.scrollToIndex(next, { align: 'auto' })
  }
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (!row) return
    const index = Number(row.dataset.index)
    setCursor(index)
    if (canGo(index)) goTo(index)
  }

  return (
    <div
      ref={scroller}
      id={historyListId}
      className={list.scroller}
      role="listbox"
      aria-label={t('labeling:history.list')}
      aria-activedescendant={items.some(({ index }) => index === place) ? `step-${place}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onBlur={() => setCursor(null)}
    >
      <div role="presentation" className={list.content} style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start }) =>
          index < entries.length ? (
            <StepRow
              key={entries[index].eventId}
              entry={entries[index]}
              index={index}
              count={count}
              top={start}
              now={entries[index].eventId === now}
              focused={index === place}
            />
          ) : (
            <StartRow
              key="start"
              index={index}
              count={count}
              top={start}
              now={now === null}
              focused={index === place}
            />
          ),
        )}
      </div>
    </div>
  )
}
