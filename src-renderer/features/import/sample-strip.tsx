import { t } from '../../lib/i18n.ts'
import { SampleFace } from '../sample/sample-face.tsx'
import styles from './sample-strip.module.css'

const shown = 24

/** A few samples from all over the project, to see at a glance that they came in the right way round. */
export function SampleStrip({ samples }: { samples: number }) {
  const count = Math.min(shown, samples)
  // Samples are numbered from 1 in the order they were imported.
  const ids = Array.from({ length: count }, (_, index) => 1 + Math.floor((index * samples) / count))
  return (
    <ul className={styles.strip} aria-label={t('data:summary.strip')}>
      {ids.map((id) => (
        <li key={id} className={styles.picture}>
          <SampleFace id={id} alt={t('data:summary.sample', { number: id })} />
        </li>
      ))}
    </ul>
  )
}
