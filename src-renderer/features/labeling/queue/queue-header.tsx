import { Segmented } from '../../../components/segmented.tsx'
import { useLive } from '../../../lib/live-state.ts'
import { useSession, useView } from '../data/session-context.ts'
import styles from './queue-header.module.css'

/** Names the queue and how it picks. */
export function QueueHeader() {
  const session = useSession()
  const strategy = useView((state) => state.strategy)
  const trained = useLive((live) => live.labeling?.runId !== null)
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>Queue</h1>
        <p>
          {!trained
            ? 'One sample after the other, in random order until the model is trained.'
            : strategy === 'default'
              ? 'One sample after the other, the one that teaches most next.'
              : 'One sample after the other, picked at random.'}
        </p>
      </div>
      {trained && (
        <Segmented
          label="Which sample comes next"
          value={strategy}
          onChange={(next) => session.setStrategy(next)}
          items={[
            { value: 'default', label: 'Most useful' },
            { value: 'random', label: 'Random' },
          ]}
        />
      )}
    </header>
  )
}
