import { Flag, MessageSquare } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { KeyCaps } from '../../../components/key-caps.tsx'
import { t } from '../../../lib/i18n.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { SampleStage } from '../../sample/sample-stage.tsx'
import { isListed, type ReviewItem } from '../logic/review-items.ts'
import { Answers } from './answers.tsx'
import { DisputeFacts } from './dispute-facts.tsx'
import { DuplicateGroup } from './duplicate-group.tsx'
import { ListedFacts } from './listed-facts.tsx'
import { OutlierFacts } from './outlier-facts.tsx'
import type { ReviewCommands } from './review-commands.ts'
import styles from './review-stage.module.css'
import { SuspectFacts } from './suspect-facts.tsx'

export interface ReviewStageProps {
  item: ReviewItem
  commands: ReviewCommands
}

/** The item on screen: its picture, the evidence, and the answers. */
export function ReviewStage({ item, commands }: ReviewStageProps) {
  const [sample] = item.samples
  const view = useSample(sample)?.view
  const name = view?.externalId ?? String(sample)
  const alt = t('quality:review.sample', { name })
  return (
    <section className={styles.stage} aria-label={t('quality:review.stage')}>
      <div className={styles.item}>
        {item.kind === 'duplicates' ? (
          <DuplicateGroup samples={item.samples} />
        ) : (
          <div className={styles.picture}>
            <SampleStage id={sample} alt={alt} />
          </div>
        )}
        <div className={styles.facts}>
          <div className={styles.id}>
            <span title={name}>{name}</span>
            <div className={styles.marks}>
              <Button variant="ghost" size="s" icon={<MessageSquare size={14} />} onClick={commands.comment}>
                {view && view.comments > 0
                  ? t('quality:review.comments', { count: view.comments })
                  : t('quality:review.comment')}{' '}
                <KeyCaps id="comment" />
              </Button>
              <Button
                variant="ghost"
                size="s"
                icon={<Flag size={14} />}
                aria-pressed={view?.flagged ?? false}
                onClick={commands.flag}
              >
                {view?.flagged ? t('quality:review.flagged') : t('quality:review.flag')} <KeyCaps id="flag" />
              </Button>
            </div>
          </div>
          <Facts item={item} />
          <Answers item={item} onAnswer={commands.answer} onAccept={commands.accept} />
        </div>
      </div>
    </section>
  )
}

function Facts({ item }: { item: ReviewItem }) {
  const [sample] = item.samples
  switch (item.kind) {
    case 'suspects':
      return <SuspectFacts suspect={item.suspect} />
    case 'disputes':
      return <DisputeFacts dispute={item.dispute} />
    case 'outliers':
      return <OutlierFacts sample={sample} distance={item.distance} />
    case 'duplicates':
      return <p className={styles.words}>{t('quality:facts.duplicates', { count: item.samples.length })}</p>
    default:
      return isListed(item.kind) && <ListedFacts kind={item.kind} sample={sample} />
  }
}
