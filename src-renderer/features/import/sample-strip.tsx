import { useState } from 'react'
import { formatCount } from '../../lib/format.ts'
import { thumbnailUrl } from '../../lib/pictures.ts'
import styles from './sample-strip.module.css'

const shown = 24

/** A few samples from all over the project, to see at a glance that they came in the right way round. */
export function SampleStrip({ samples }: { samples: number }) {
  const count = Math.min(shown, samples)
  // Samples are numbered from 1 in the order they were imported.
  const ids = Array.from({ length: count }, (_, index) => 1 + Math.floor((index * samples) / count))
  return (
    <ul className={styles.strip} aria-label="A few of the samples">
      {ids.map((id) => (
        <li key={id}>
          <Thumbnail id={id} />
        </li>
      ))}
    </ul>
  )
}

function Thumbnail({ id }: { id: number }) {
  const [failed, setFailed] = useState(false)
  if (failed) return <span className={styles.picture} />
  return (
    <img
      className={styles.picture}
      src={thumbnailUrl(id)}
      alt={`Sample ${formatCount(id)}`}
      decoding="async"
      onError={() => setFailed(true)}
    />
  )
}
