import { Flag } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { useSample } from '../../labeling/data/session-context.ts'
import { SamplePicture } from '../../sample/sample-picture.tsx'
import type { ReviewItem } from '../logic/review-items.ts'
import { Answers } from './answers.tsx'
import { DisputeFacts } from './dispute-facts.tsx'
import { DuplicateGroup } from './duplicate-group.tsx'
import { OutlierFacts } from './outlier-facts.tsx'
import styles from './review-stage.module.css'
import { SuspectFacts } from './suspect-facts.tsx'

export interface ReviewStageProps {
  item: ReviewItem
  onAnswer: (classId: number) => void
  onFlag: () => void
}

/** The item on screen: its picture, the evidence, and the answers. */
export function ReviewStage({ item, onAnswer, onFlag }: ReviewStageProps) {
  const [sample] = item.samples
  const view = useSample(sample)?.view
  const name = view?.externalId ?? `Sample ${sample}`
  return (
    <section className={styles.stage} aria-label="Sample to review">
      <div className={styles.item}>
        {item.kind === 'duplicates' ? (
          <DuplicateGroup samples={item.samples} />
        ) : (
          <div className={styles.picture}>
            <SamplePicture id={sample} large alt={`Sample ${name}`} />
          </div>
        )}
        <div className={styles.facts}>
          <p className={styles.id}>
            <span title={name}>{name}</span>
            <Button
              variant="ghost"
              size="s"
              icon={<Flag size={14} />}
              aria-pressed={view?.flagged ?? false}
              onClick={onFlag}
            >
              {view?.flagged ? 'Flagged' : 'Flag'}
            </Button>
          </p>
          {item.kind === 'suspects' && <SuspectFacts suspect={item.suspect} />}
          {item.kind === 'disputes' && <DisputeFacts dispute={item.dispute} />}
          {item.kind === 'outliers' && <OutlierFacts sample={sample} distance={item.distance} />}
          {item.kind === 'duplicates' && (
            <p className={styles.words}>
              These look nearly the same to the model. An answer here is given to all {item.samples.length} of
              them.
            </p>
          )}
          <Answers item={item} onAnswer={onAnswer} />
        </div>
      </div>
    </section>
  )
}
