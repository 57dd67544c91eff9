import { useQuery } from '@tanstack/react-query'
import { ArrowDownWideNarrow } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Tooltip } from '../../../components/tooltip.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
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
  const independent = useLive((live) => live.project?.work?.independent ?? false)
  const order = useView((state) => state.boardOrder)
  const { data: board, error, refetch } = useQuery({ ...boardQuery, enabled: trained })
  const stale = board !== undefined && isOrderStale(order, board)

  return (
    <section className={styles.pane} aria-label={t('labeling:board.title')}>
      <header className={styles.header}>
        <h2>{t('labeling:board.title')}</h2>
        {trained && board && <span className={styles.count}>{formatCount(board.length)}</span>}
        {trained && (
          <Tooltip text={t(stale ? 'labeling:board.stale' : 'labeling:board.fresh')}>
            <Button
              variant="ghost"
              size="s"
              className={stale ? styles.stale : styles.fresh}
              icon={<ArrowDownWideNarrow size={14} />}
              disabled={!stale}
              onClick={() => session.resort()}
            >
              {t(stale ? 'labeling:board.resort' : 'labeling:board.sorted')}
            </Button>
          </Tooltip>
        )}
      </header>
      {!trained && independent && (
        <div className={styles.untrained}>
          <p>{t('labeling:board.independent')}</p>
        </div>
      )}
      {!trained && !independent && (
        <div className={styles.untrained}>
          <p>{t('labeling:board.untrained')}</p>
          <p>{t('labeling:board.untrainedMeanwhile')}</p>
          <Button variant="primary" onClick={() => navigate(['training'])}>
            {t('labeling:board.goTraining')}
          </Button>
        </div>
      )}
      {trained && error && !board && (
        <div className={styles.failed}>
          <ErrorNotice
            error={toErrorDocument(error)}
            actions={
              <Button size="s" onClick={() => void refetch()}>
                {t('labeling:status.retry')}
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
