import { Select } from '../../../components/select.tsx'
import { t } from '../../../lib/i18n.ts'
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
  const independent = useLive((live) => live.project?.work?.independent ?? false)
  const choices = strategies()
  const detail = choices.find(({ value }) => value === strategy)?.detail
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>{t('labeling:queue.title')}</h1>
        <p title={trained ? detail : undefined}>
          {trained ? detail : t(independent ? 'labeling:queue.independent' : 'labeling:queue.untrained')}
        </p>
      </div>
      {trained && (
        <div className={styles.strategy}>
          <span aria-hidden="true">{t('labeling:queue.askBy')}</span>
          <Select
            label={t('labeling:queue.strategy')}
            hideLabel
            value={strategy}
            onChange={(next) => session.setStrategy(next)}
            items={choices}
            finalFocus={workArea}
          />
        </div>
      )}
    </header>
  )
}
