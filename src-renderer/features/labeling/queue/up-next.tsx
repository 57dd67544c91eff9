import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { type QueueList, typeAhead } from '../logic/queue-list.ts'
import styles from './up-next.module.css'

/** The next samples; keys typed ahead are meant for them in this order. */
export function UpNext({ list }: { list: QueueList }) {
  const next = list.items.slice(list.shown + 1, list.shown + 1 + typeAhead)
  if (next.length === 0) return null
  return (
    <div className={styles.strip}>
      <span className={styles.title}>{t('labeling:queue.upNext')}</span>
      <ol className={styles.pictures}>
        {next.map((item, ahead) => (
          <li
            key={item.sample.id}
            className={styles.picture}
            data-typed={list.shown + 1 + ahead < list.cursor || undefined}
          >
            <SampleFace id={item.sample.id} view={item.sample} alt={item.sample.externalId} />
          </li>
        ))}
      </ol>
    </div>
  )
}
