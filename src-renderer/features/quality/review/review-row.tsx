import { ArrowRight, Check, MessageSquare } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { Badge } from '../../../components/badge.tsx'
import { formatNumber } from '../../../lib/format.ts'
import { t, useTexts } from '../../../lib/i18n.ts'
import { type ClassLooks, useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import { SampleFace } from '../../sample/sample-face.tsx'
import type { ReviewItem } from '../logic/review-items.ts'
import styles from './review-row.module.css'

export interface ReviewRowProps {
  item: ReviewItem
  index: number
  count: number
  selected: boolean
}

/** One item of the list: its picture and what is doubtful about it. */
export const ReviewRow = memo(function ReviewRow({ item, index, count, selected }: ReviewRowProps) {
  const t = useTexts()
  const looks = useClassLooks()
  const shown = useSample(item.samples[0])
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and points here (aria-activedescendant)
    <div
      role="option"
      id={item.key}
      className={styles.row}
      data-index={index}
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      <span className={styles.picture}>
        <SampleFace id={item.samples[0]} view={shown?.view} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>
          {shown?.view.externalId ?? t('quality:review.sample', { name: item.samples[0] })}
        </span>
        <span className={styles.what}>{describe(item, looks, shown?.view)}</span>
      </span>
    </div>
  )
})

function describe(item: ReviewItem, looks: ClassLooks, view: SampleView | undefined): ReactNode {
  const label = view?.label
  switch (item.kind) {
    case 'suspects': {
      const { classId, suggestedClassId, suggestedProbability } = item.suspect
      const given = looks.get(label?.classId ?? classId)
      const suggested = looks.get(suggestedClassId)
      return (
        <>
          {given && <LabelChip look={given} by={label?.source ?? 'human'} />}
          <ArrowRight size={12} role="img" aria-label={t('quality:row.perhaps')} />
          {suggested && <LabelChip look={suggested} by="model" confidence={suggestedProbability} />}
        </>
      )
    }
    case 'disputes': {
      const classes = [...new Set(item.dispute.opinions.map(({ classId }) => classId))]
      return classes.map((classId) => {
        const look = looks.get(classId)
        return look && <LabelChip key={classId} look={look} by="human" />
      })
    }
    case 'outliers': {
      const look = label && looks.get(label.classId)
      return (
        <>
          <span>{t('quality:row.far', { times: formatNumber(item.distance) })}</span>
          {look && label && <LabelChip look={look} by={label.source} />}
        </>
      )
    }
    case 'duplicates':
      return (
        <>
          <span>{t('quality:row.samples', { count: item.samples.length })}</span>
          {label && (
            <Badge>
              <Check size={11} aria-hidden="true" /> {t('quality:row.labeled')}
            </Badge>
          )}
        </>
      )
    case 'flagged':
      return (
        <>
          <Opinion view={view} looks={looks} />
          <span className={styles.reason}>{view?.flagReason ?? t('quality:row.noReason')}</span>
        </>
      )
    case 'commented':
      return (
        <>
          <Opinion view={view} looks={looks} />
          <MessageSquare size={12} aria-hidden="true" />
          <span>{t('quality:row.comments', { count: view?.comments ?? 0 })}</span>
        </>
      )
    default:
      return <Opinion view={view} looks={looks} />
  }
}

/** The label of a sample, or what the model guesses. */
function Opinion({ view, looks }: { view: SampleView | undefined; looks: ClassLooks }) {
  const look = looks.get(view?.label?.classId ?? view?.guess?.classId ?? -1)
  if (!view || !look) return <span>{t('quality:row.noGuess')}</span>
  return view.label ? (
    <LabelChip look={look} by={view.label.source} />
  ) : (
    <LabelChip look={look} by="model" confidence={view.guess?.confidence} />
  )
}
