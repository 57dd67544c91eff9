import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import type { QueueItem } from '../../../../src-main/contract/window.ts'
import { t } from '../../../lib/i18n.ts'
import { useClusterText } from '../../sample/use-cluster-text.ts'
import { ClusterPicture } from '../board/cluster-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { effectSentence } from '../logic/effect-sentence.ts'
import { reasonSentence } from '../logic/reason-sentence.ts'
import styles from './queue-sample.module.css'

export interface QueueWhyProps {
  item: QueueItem
  view: SampleView
  /** What the model thinks is not shown, nor anything that tells of it. */
  blind: boolean
}

/** Why the sample is asked about, what its label would do, and what the model draws for its cluster. */
export function QueueWhy({ item, view, blind }: QueueWhyProps) {
  const looks = useClassLooks()
  const { component, guess } = view
  const cluster = blind ? null : component
  const name = (classId: number) => looks.get(classId)?.name ?? t('labeling:classGone')
  return (
    <section className={styles.why}>
      {cluster !== null && <Prototype component={cluster} />}
      <div>
        <h2>
          {cluster === null
            ? t('labeling:queue.why')
            : t('labeling:queue.whyOfCluster', { component: cluster })}
        </h2>
        <p>{reasonSentence(item.reason, name, guess ? 1 - guess.confidence : null)}</p>
        {item.effect && !blind && !view.label && (
          <p className={styles.effect}>{effectSentence(item.effect)}</p>
        )}
      </div>
    </section>
  )
}

/** What the model draws for a cluster, and said to be so; of texts, which it cannot write, a typical one. */
function Prototype({ component }: { component: number }) {
  const isText = typeof useClusterText(component) === 'string'
  return (
    <figure
      className={styles.prototype}
      title={isText ? undefined : t('labeling:queue.prototype', { component })}
    >
      <ClusterPicture component={component} size={64} />
      <figcaption>{isText ? t('sample:text.typical') : t('labeling:queue.generated')}</figcaption>
    </figure>
  )
}
