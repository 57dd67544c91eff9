import { type MouseEvent, useEffect, useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import type { ReviewItem } from '../logic/review-items.ts'
import styles from './review-list.module.css'
import { ReviewRow } from './review-row.tsx'

const listId = 'review-list'

/** Gives the keyboard back to the list, after a press of the mouse on an answer. */
export function focusReviewList(): void {
  document.getElementById(listId)?.focus({ preventScroll: true })
}

export interface ReviewListProps {
  label: string
  items: readonly ReviewItem[]
  /** Items beyond those listed. */
  more: number
  current: number
  onChoose: (index: number) => void
}

/** The items in order, most doubtful first; keys move through it wherever the focus is. */
export function ReviewList({ label, items, more, current, onChoose }: ReviewListProps) {
  const list = useRef<HTMLDivElement>(null)
  const key = items.at(current)?.key
  useEffect(() => {
    if (key) document.getElementById(key)?.scrollIntoView({ block: 'nearest' })
  }, [key])
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (row) onChoose(Number(row.dataset.index))
  }
  return (
    <div className={styles.pane}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys move through the list, see use-review-keys.ts */}
      <div
        ref={list}
        id={listId}
        className={styles.list}
        role="listbox"
        aria-label={label}
        aria-activedescendant={key}
        tabIndex={0}
        onClick={onClick}
      >
        {items.map((item, index) => (
          <ReviewRow
            key={item.key}
            item={item}
            index={index}
            count={items.length}
            selected={index === current}
          />
        ))}
      </div>
      {more > 0 && <p className={styles.more}>{t('quality:review.more', { count: more })}</p>}
    </div>
  )
}
