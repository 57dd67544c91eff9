import { CircleCheck } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { useSession } from '../data/session-context.ts'

/** The queue has nothing more to ask. */
export function QueueDone() {
  const session = useSession()
  const summary = useLive((live) => live.labeling)
  const left = summary ? summary.samples - summary.labeled - summary.excluded : 0
  const trained = summary?.runId !== null
  return (
    <EmptyState
      icon={<CircleCheck size={28} />}
      title={t(left === 0 ? 'labeling:queue.doneAll' : 'labeling:queue.doneSure')}
      actions={
        trained && (
          <Button variant="primary" onClick={() => session.setMode('clusters')}>
            {t('labeling:queue.lookThrough')}
          </Button>
        )
      }
    >
      {left > 0 && (
        <p>
          {t('labeling:queue.left', { count: left })}{' '}
          {summary && summary.skipped > 0 && t('labeling:queue.ofThemSkipped', { count: summary.skipped })}
        </p>
      )}
    </EmptyState>
  )
}
