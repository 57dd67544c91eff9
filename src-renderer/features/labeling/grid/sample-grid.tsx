import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { zoom } from '../data/labeling-commands.ts'
import type { MemberList } from '../data/member-list.ts'
import { useMembers, useSession, useView } from '../data/session-context.ts'
import { useElementSize } from '../data/use-element-size.ts'
import { layOutTiles, tileGap } from '../logic/tile-layout.ts'
import { workAreaId } from '../work-area.ts'
import styles from './sample-grid.module.css'
import { SampleTile } from './sample-tile.tsx'
import { useRectangle } from './use-rectangle.ts'

/** The samples of the open cluster; only the rows in sight exist, pages are fetched as they come into sight. */
export function SampleGrid({ members }: { members: MemberList }) {
  const session = useSession()
  const { total, error } = useMembers(members)
  const tileSize = useView((state) => state.tileSize)
  const scroller = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const size = useElementSize(scroller)
  const layout = useMemo(
    () => layOutTiles(total ?? 0, tileSize, size?.width ?? 0, size?.height ?? 0),
    [total, tileSize, size],
  )
  const rows = useVirtualizer({
    count: size ? layout.rows : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.rowHeight,
    paddingStart: tileGap,
    paddingEnd: tileGap,
    scrollPaddingStart: tileGap,
    scrollPaddingEnd: tileGap,
    overscan: 2,
  })
  const pointer = useRectangle(session, scroller, frame, layout)

  useLayoutEffect(() => {
    session.layout = layout
    rows.measure()
  }, [session, layout, rows])

  const items = rows.getVirtualItems()
  const first = (items.at(0)?.index ?? 0) * layout.columns
  const last = ((items.at(-1)?.index ?? 0) + 1) * layout.columns - 1
  useEffect(() => {
    void members.load(first, last)
  }, [members, first, last])

  // The focus is followed outside of React: moving it redraws two tiles, not the grid.
  useEffect(() => {
    const follow = (focus: number) => {
      const tile = document.getElementById(`sample-${members.idAt(focus)}`)
      if (tile) scroller.current?.setAttribute('aria-activedescendant', tile.id)
      else scroller.current?.removeAttribute('aria-activedescendant')
    }
    follow(session.view.getState().selection.focus)
    return session.view.subscribe(({ selection }, before) => {
      if (selection.focus === before.selection.focus) return
      const row = Math.floor(selection.focus / layout.columns)
      const from = tileGap + row * layout.rowHeight
      const inSight = { from: rows.scrollOffset ?? 0, height: rows.scrollRect?.height ?? 0 }
      // Scrolling, even by nothing, makes the browser lay everything out at once.
      const scrolls =
        from - tileGap < inSight.from || from + layout.rowHeight + tileGap > inSight.from + inSight.height
      if (scrolls) rows.scrollToIndex(row, { align: 'auto' })
      follow(selection.focus)
    })
  })

  return (
    <div
      ref={scroller}
      id={workAreaId}
      className={styles.scroller}
      role="listbox"
      aria-multiselectable="true"
      aria-label={
        members.component === null
          ? t('labeling:grid.selection')
          : t('labeling:grid.samplesOf', { component: members.component })
      }
      aria-busy={total === null}
      tabIndex={0}
      onDoubleClick={() => zoom(session)}
      {...pointer}
    >
      {error !== null && (
        <div className={styles.failed}>
          <ErrorNotice
            error={toErrorDocument(error)}
            actions={
              <Button size="s" onClick={() => void members.load(first, last)}>
                {t('labeling:status.retry')}
              </Button>
            }
          />
        </div>
      )}
      {total === 0 && (
        <EmptyState title={t('labeling:grid.allExcluded')}>
          <p>{t('labeling:grid.allExcludedText')}</p>
        </EmptyState>
      )}
      <div role="presentation" className={styles.content} style={{ height: rows.getTotalSize() }}>
        {items.map((row) => (
          <div
            key={row.index}
            role="presentation"
            className={styles.row}
            style={{ transform: `translateY(${row.start}px)`, height: layout.rowHeight }}
          >
            {Array.from({ length: layout.columns }, (_, column) => {
              const index = row.index * layout.columns + column
              if (index >= layout.count) return null
              const left = tileGap + column * layout.columnWidth
              const id = members.idAt(index)
              return id === undefined ? (
                <span
                  key={`waiting-${index}`}
                  className={styles.waiting}
                  style={{ left, width: layout.tile, height: layout.tile }}
                />
              ) : (
                <SampleTile
                  key={id}
                  id={id}
                  index={index}
                  count={layout.count}
                  left={left}
                  size={layout.tile}
                />
              )
            })}
          </div>
        ))}
        <div ref={frame} className={styles.frame} hidden />
      </div>
    </div>
  )
}
