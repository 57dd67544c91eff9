import { useQuery } from '@tanstack/react-query'
import { ArrowDownWideNarrow } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Tooltip } from '../../../components/tooltip.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { formatCount } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import { navigate } from '../../../lib/route.ts'
import { boardQuery } from '../data/queries.ts'
import { useSession, useView } from '../data/session-context.ts'
import { isOrderStale } from '../logic/cluster-order.ts'
import { ClusterList } from './cluster-list.tsx'
import styles from './cluster-pane.module.css'
import { ClusterRowsSkeleton } from './cluster-rows-skeleton.tsx'

/** Left pane: the clusters, those with most to learn first. */
export function ClusterPane() {
  const session = useSession()
  const trained = useLive((live) => live.labeling?.runId !== null)
  const order = useView((state) => state.boardOrder)
  const { data: board, error, refetch } = useQuery({ ...boardQuery, enabled: trained })
  const stale = board !== undefined && isOrderStale(order, board)

  return (
    <section className={styles.pane} aria-label="Clusters">
      <header className={styles.header}>
        <h2>Clusters</h2>
        {trained && board && <span className={styles.count}>{formatCount(board.length)}</span>}
        {trained && (
          <Tooltip text={stale ? 'The labels changed the order' : 'Most to learn first: uncertainty × size'}>
            <Button
              variant="ghost"
              size="s"
              className={stale ? styles.stale : styles.fresh}
              icon={<ArrowDownWideNarrow size={14} />}
              disabled={!stale}
              onClick={() => session.resort()}
            >
              {stale ? 'Re-sort' : 'Sorted'}
            </Button>
          </Tooltip>
        )}
      </header>
      {!trained && (
        <div className={styles.untrained}>
          <p>
            The samples are not sorted yet. Training sorts them into clusters, so that one label speaks for
            many.
          </p>
          <p>Until then you can label samples one by one, in random order.</p>
          <Button variant="primary" onClick={() => navigate(['training'])}>
            Go to training
          </Button>
        </div>
      )}
      {trained && error && !board && (
        <div className={styles.failed}>
          <ErrorNotice
            error={toErrorDocument(error)}
            actions={
              <Button size="s" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {trained && !board && !error && <ClusterRowsSkeleton />}
      {trained && board && <ClusterList board={board} />}
    </section>
  )
}
