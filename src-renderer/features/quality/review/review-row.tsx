import { ArrowRight, Check } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Badge } from '../../../components/badge.tsx'
import { formatCounted } from '../../../lib/format.ts'
import { thumbnailUrl } from '../../../lib/pictures.ts'
import { type ClassLooks, useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import { Picture } from '../../sample/sample-picture.tsx'
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
        <Picture src={thumbnailUrl(item.samples[0])} lazy />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{shown?.view.externalId ?? `Sample ${item.samples[0]}`}</span>
        <span className={styles.what}>{describe(item, looks, shown?.view.label ?? null)}</span>
      </span>
    </div>
  )
})

function describe(
  item: ReviewItem,
  looks: ClassLooks,
  label: { classId: number; source: 'human' | 'bulk' } | null,
): ReactNode {
  switch (item.kind) {
    case 'suspects': {
      const { classId, suggestedClassId, suggestedProbability } = item.suspect
      const given = looks.get(label?.classId ?? classId)
      const suggested = looks.get(suggestedClassId)
      return (
        <>
          {given && <LabelChip look={given} by={label?.source ?? 'human'} />}
          <ArrowRight size={12} role="img" aria-label="perhaps" />
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
          <span>{item.distance.toFixed(1)}× as far as usual</span>
          {look && label && <LabelChip look={look} by={label.source} />}
        </>
      )
    }
    case 'duplicates':
      return (
        <>
          <span>{formatCounted(item.samples.length, 'sample')}</span>
          {label && (
            <Badge>
              <Check size={11} aria-hidden="true" /> labeled
            </Badge>
          )}
        </>
      )
  }
}
