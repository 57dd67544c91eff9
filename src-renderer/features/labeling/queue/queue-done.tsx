import { CircleCheck } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatCount, formatCounted } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import { useSession } from '../data/session-context.ts'

/** The queue has nothing more to ask. */
export function QueueDone() {
  const session = useSession()
  const summary = useLive((live) => live.labeling)
  const left = summary ? summary.samples - summary.labeled : 0
  const trained = summary?.runId !== null
  return (
    <EmptyState
      icon={<CircleCheck size={28} />}
      title={left === 0 ? 'Every sample has a label' : 'Nothing left that the program is unsure about'}
      actions={
        trained && (
          <Button variant="primary" onClick={() => session.setMode('clusters')}>
            Look through the clusters
          </Button>
        )
      }
    >
      {left > 0 && (
        <p>
          {formatCounted(left, 'sample')} {left === 1 ? 'has' : 'have'} no label from a person
          {summary && summary.skipped > 0 ? `, ${formatCount(summary.skipped)} of them skipped` : ''}. Export
          gives them the class the model chose.
        </p>
      )}
    </EmptyState>
  )
}
