import type { QueueItem } from '../../../../src-main/contract/window.ts'
import { t } from '../../../lib/i18n.ts'
import { SampleFields } from '../../sample/sample-fields.tsx'
import { SampleStage } from '../../sample/sample-stage.tsx'
import { useSample } from '../data/session-context.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { ProbabilityBars } from '../panels/probability-bars.tsx'
import { Neighbours } from './neighbours.tsx'
import styles from './queue-sample.module.css'
import { QueueTools } from './queue-tools.tsx'
import { QueueVerdict } from './queue-verdict.tsx'
import { QueueWhy } from './queue-why.tsx'

/** The sample on screen, what the model makes of it, why it is asked about, and what it is like. */
export function QueueSample({ item }: { item: QueueItem }) {
  const shown = useSample(item.sample.id) ?? { view: item.sample, state: 'saved' as const }
  const { view, state } = shown
  const blind = hidesGuess(item) && !view.label
  return (
    <div className={styles.sample}>
      <div className={styles.left}>
        <div className={styles.picture} data-state={state} data-excluded={view.excluded || undefined}>
          <SampleStage id={view.id} alt={t('labeling:tile.sample', { id: view.externalId })} blind={blind} />
        </div>
        <QueueTools view={view} />
        <SampleFields id={view.id} />
      </div>
      <div className={styles.facts}>
        <QueueVerdict shown={shown} blind={blind} />
        {view.guess && !blind && (
          <div>
            {view.label && <h2 className={styles.opinion}>{t('labeling:queue.without')}</h2>}
            <ProbabilityBars sampleId={view.id} limit={5} />
          </div>
        )}
        <QueueWhy item={item} view={view} blind={blind} />
        <Neighbours id={view.id} blind={blind} />
      </div>
    </div>
  )
}
