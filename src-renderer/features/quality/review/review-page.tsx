import { useEffect, useMemo, useRef, useState } from 'react'
import { Segmented } from '../../../components/segmented.tsx'
import { formatCount } from '../../../lib/format.ts'
import { useSession } from '../../labeling/data/session-context.ts'
import { type KeyHint, StatusLine } from '../../labeling/panels/status-line.tsx'
import {
  indexAt,
  type Place,
  placeAt,
  type ReviewItem,
  type ReviewItems,
  type ReviewKind,
  reviewKinds,
} from '../logic/review-items.ts'
import { NothingToReview } from './nothing-to-review.tsx'
import { reviewCommands } from './review-commands.ts'
import { focusReviewList, ReviewList } from './review-list.tsx'
import styles from './review-page.module.css'
import { ReviewStage } from './review-stage.tsx'
import { useReviewKeys } from './use-review-keys.ts'

const kindNames: Record<ReviewKind, string> = {
  suspects: 'Suspected errors',
  disputes: 'Disagreements',
  outliers: 'Outliers',
  duplicates: 'Near-duplicates',
}

const hints: readonly KeyHint[] = [
  { caps: ['↑ ↓'], does: 'move' },
  { caps: ['1–9'], does: 'answer' },
  { caps: ['Enter'], does: 'first answer' },
  { caps: ['?'], does: 'all keys' },
]

/** Longer lists are shown in part; as items are settled, more come up. */
const mostShown = 200

export interface ReviewPageProps {
  items: ReviewItems
  /** Outliers and near-duplicates have been looked for. */
  oddKnown: boolean
}

/** What somebody should look at again, one after the other, answered on the spot. */
export function ReviewPage({ items, oddKnown }: ReviewPageProps) {
  const session = useSession()
  const [kind, setKind] = useState<ReviewKind>(
    () => reviewKinds.find((each) => items[each].length > 0) ?? 'suspects',
  )
  const [place, setPlace] = useState<Place>({ key: null, index: 0 })
  /** Keys of items answered here, for the way back of an undo. */
  const answered = useRef<string[]>([])
  const all: readonly ReviewItem[] = items[kind]
  const list = useMemo(() => all.slice(0, mostShown), [all])
  const index = indexAt(list, place)
  const item = list.at(index)
  const commands = reviewCommands({
    session,
    item: index < 0 ? undefined : item,
    moveTo: (target) => setPlace(placeAt(list, target)),
    index,
    count: list.length,
    answered: answered.current,
    returnTo: (key) => setPlace({ key, index }),
  })
  useReviewKeys(commands)

  // After a press of the mouse on a button the keys belong to the list again: Enter must answer, not press it anew.
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = root.current
    const giveBack = (event: MouseEvent) => {
      if (event.detail > 0 && (event.target as Element).closest('button')) focusReviewList()
    }
    element?.addEventListener('click', giveBack)
    return () => element?.removeEventListener('click', giveBack)
  }, [])

  return (
    <div ref={root} className={styles.page}>
      <h1 className={styles.title}>Review</h1>
      <div className={styles.kinds}>
        <Segmented<ReviewKind>
          label="What to review"
          value={kind}
          onChange={(next) => {
            setKind(next)
            setPlace({ key: null, index: 0 })
          }}
          items={reviewKinds.map((each) => ({
            value: each,
            label:
              items[each].length > 0
                ? `${kindNames[each]} · ${formatCount(items[each].length)}`
                : kindNames[each],
          }))}
        />
      </div>
      {item && index >= 0 ? (
        <div className={styles.panes}>
          <ReviewList
            label={kindNames[kind]}
            items={list}
            more={all.length - list.length}
            current={index}
            onChoose={commands.moveTo}
          />
          <ReviewStage key={item.key} item={item} onAnswer={commands.answer} onFlag={commands.flag} />
        </div>
      ) : (
        <NothingToReview kind={kind} oddKnown={oddKnown} />
      )}
      <StatusLine hints={hints} onUndo={commands.undo} />
    </div>
  )
}
