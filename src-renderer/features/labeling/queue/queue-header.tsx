import { Select } from '../../../components/select.tsx'
import { useLive } from '../../../lib/live-state.ts'
import { useSession, useView } from '../data/session-context.ts'
import { workArea } from '../work-area.ts'
import styles from './queue-header.module.css'
import { strategies } from './strategies.ts'

/** Names the queue and how it picks. */
export function QueueHeader() {
  const session = useSession()
  const strategy = useView((state) => state.strategy)
  const trained = useLive((live) => live.labeling?.runId !== null)
  const detail = strategies.find(({ value }) => value === strategy)?.detail
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>Queue</h1>
        <p title={trained ? detail : undefined}>
          {trained ? detail : 'One sample after the other, in random order until the model is trained.'}
        </p>
      </div>
      {trained && (
        <div className={styles.strategy}>
          <span aria-hidden="true">Ask by</span>
          <Select
            label="Which sample comes next"
            hideLabel
            value={strategy}
            onChange={(next) => session.setStrategy(next)}
            items={strategies}
            finalFocus={workArea}
          />
        </div>
      )}
    </header>
  )
}
