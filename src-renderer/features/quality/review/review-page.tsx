import { useEffect, useMemo, useRef, useState } from 'react'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { useCaps } from '../../../lib/key-bindings.ts'
import { useLive } from '../../../lib/live-state.ts'
import { ChangesPanel } from '../../labeling/changes/changes-panel.tsx'
import { useSession } from '../../labeling/data/session-context.ts'
import { type KeyHint, StatusLine } from '../../labeling/panels/status-line.tsx'
import { SessionTools } from '../../session/session-tools.tsx'
import { useReviewList } from '../data/queries.ts'
import {
  countOf,
  indexAt,
  isListed,
  listedItems,
  type Place,
  placeAt,
  type ReviewItem,
  type ReviewItems,
  type ReviewKind,
  reviewKinds,
} from '../logic/review-items.ts'
import { NothingToReview } from './nothing-to-review.tsx'
import { type Answered, reviewCommands } from './review-commands.ts'
import { ReviewKinds } from './review-kinds.tsx'
import { focusReviewList, ReviewList } from './review-list.tsx'
import styles from './review-page.module.css'
import { ReviewStage } from './review-stage.tsx'
import { useReviewKeys } from './use-review-keys.ts'

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
  const summary = useLive((live) => live.labeling)
  const count = (each: ReviewKind) => countOf(each, items, summary)
  const [kind, setKind] = useState<ReviewKind>(() => reviewKinds.find(count) ?? 'suspects')
  const [place, setPlace] = useState<Place>({ key: null, index: 0 })
  /** Items answered here, for the way back of an undo. */
  const answered = useRef<Answered[]>([])
  const paged = useReviewList(isListed(kind) ? kind : null, mostShown)
  const list = useMemo<readonly ReviewItem[]>(
    () => (isListed(kind) ? listedItems(kind, paged.data?.samples ?? []) : items[kind].slice(0, mostShown)),
    [kind, items, paged.data],
  )
  const total = isListed(kind) ? (paged.data?.total ?? 0) : items[kind].length
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
  const hints = useHints()

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
      <h1 className={styles.title}>{t('quality:review.title')}</h1>
      <div className={styles.panes}>
        <ReviewKinds
          kind={kind}
          countOf={count}
          onChoose={(next) => {
            setKind(next)
            setPlace({ key: null, index: 0 })
          }}
        />
        {item && index >= 0 ? (
          <>
            <ReviewList
              label={t(`quality:review.kinds.${kind}`)}
              items={list}
              more={total - list.length}
              current={index}
              onChoose={commands.moveTo}
            />
            <ReviewStage key={item.key} item={item} commands={commands} />
          </>
        ) : (
          <div className={styles.none}>
            {isListed(kind) && paged.isPending ? (
              <Skeleton height="240px" />
            ) : isListed(kind) && paged.error ? (
              <ErrorNotice error={toErrorDocument(paged.error)} />
            ) : (
              <NothingToReview kind={kind} oddKnown={oddKnown} />
            )}
          </div>
        )}
      </div>
      <StatusLine hints={hints} onUndo={commands.undo} />
      <ChangesPanel />
      <SessionTools />
    </div>
  )
}

/** The keys used most here, as they are bound at the moment. */
function useHints(): KeyHint[] {
  const accept = useCaps('review-accept')
  const help = useCaps('help')
  return [
    { caps: ['↑ ↓'], does: t('quality:review.hints.move') },
    { caps: ['1–9'], does: t('quality:review.hints.answer') },
    ...(accept ? [{ caps: accept, does: t('quality:review.hints.first') }] : []),
    ...(help ? [{ caps: help, does: t('quality:review.hints.all') }] : []),
  ]
}
