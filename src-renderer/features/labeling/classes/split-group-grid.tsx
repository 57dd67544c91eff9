import { Check } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { chosenOf, type SplitGroup } from './logic/split-choice.ts'
import styles from './split-group-grid.module.css'

/** Enough to see what lies in a cluster. */
const shownFirst = 24
const shownMore = 200

export interface SplitGroupGridProps {
  group: SplitGroup
  chosen: ReadonlySet<number>
  onToggleGroup: () => void
  onToggle: (id: number) => void
}

/** The samples of a class in one cluster: a box for all of them, and each to be chosen. Arrow keys move among them. */
export function SplitGroupGrid({ group, chosen, onToggleGroup, onToggle }: SplitGroupGridProps) {
  const headingId = useId()
  const all = useRef<HTMLInputElement>(null)
  const tiles = useRef<HTMLUListElement>(null)
  const [shown, setShown] = useState(shownFirst)
  const { component, samples } = group
  const state = chosenOf(group, chosen)
  const count = samples.reduce((sum, id) => sum + Number(chosen.has(id)), 0)
  useEffect(() => {
    if (all.current) all.current.indeterminate = state === 'some'
  }, [state])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step || !tiles.current) return
    event.preventDefault()
    const boxes = [...tiles.current.querySelectorAll('input')]
    const rows = event.key === 'ArrowUp' || event.key === 'ArrowDown' ? columnsOf(boxes) : 1
    boxes[boxes.indexOf(event.target as HTMLInputElement) + step * rows]?.focus()
  }
  return (
    <section aria-labelledby={headingId}>
      <label className={styles.heading}>
        <input ref={all} type="checkbox" checked={state === 'all'} onChange={onToggleGroup} />
        <span id={headingId} className={styles.name}>
          {component === null ? t('classes:split.unsorted') : t('classes:split.cluster', { component })}
        </span>
        <span className={styles.count}>
          {t('classes:split.chosenOf', { chosen: count, total: samples.length })}
        </span>
      </label>
      <ul ref={tiles} className={styles.tiles} onKeyDown={onKeyDown}>
        {samples.slice(0, shown).map((id, place) => (
          <li key={id}>
            <label className={styles.tile} data-chosen={chosen.has(id) || undefined}>
              <input
                type="checkbox"
                // One stop for Tab; arrows reach the others.
                tabIndex={place === 0 ? 0 : -1}
                checked={chosen.has(id)}
                aria-label={t('classes:split.sample', { id })}
                onChange={() => onToggle(id)}
              />
              <SampleFace id={id} />
              {chosen.has(id) && (
                <span className={styles.check}>
                  <Check size={12} strokeWidth={3} aria-hidden="true" />
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {samples.length > shown && (
        <button type="button" className={styles.more} onClick={() => setShown(shown + shownMore)}>
          {t('classes:split.more', { count: Math.min(shownMore, samples.length - shown) })}
          <span className={styles.count}>{formatCount(samples.length - shown)}</span>
        </button>
      )}
    </section>
  )
}

/** Tiles in the first row, as they were laid out. */
function columnsOf(boxes: readonly HTMLElement[]): number {
  const top = boxes[0]?.getBoundingClientRect().top
  const second = boxes.findIndex((box) => box.getBoundingClientRect().top !== top)
  return second > 0 ? second : boxes.length
}
