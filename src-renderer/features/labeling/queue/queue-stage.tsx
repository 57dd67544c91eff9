import { useSyncExternalStore } from 'react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { useSession } from '../data/session-context.ts'
import { workAreaId } from '../work-area.ts'
import { QueueDone } from './queue-done.tsx'
import { QueueHeader } from './queue-header.tsx'
import { QueueSample } from './queue-sample.tsx'
import styles from './queue-stage.module.css'
import { UpNext } from './up-next.tsx'

/** One sample at a time, the one that teaches most next. */
export function QueueStage() {
  const session = useSession()
  const { list, state, error } = useSyncExternalStore(session.queue.subscribe, session.queue.getState)
  const item = list.items.at(list.shown)

  return (
    <div className={styles.stage}>
      <QueueHeader />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys act on the sample shown here */}
      <section id={workAreaId} className={styles.work} tabIndex={0} aria-label={t('labeling:queue.sample')}>
        {item ? (
          <QueueSample key={item.sample.id} item={item} />
        ) : state === 'failed' ? (
          <div className={styles.centre}>
            <ErrorNotice
              error={toErrorDocument(error)}
              actions={
                <Button size="s" onClick={session.queue.refill}>
                  {t('labeling:status.retry')}
                </Button>
              }
            />
          </div>
        ) : state === 'empty' ? (
          <QueueDone />
        ) : (
          <div className={styles.centre}>
            <EmptyState title="">
              <Skeleton width="320px" height="320px" />
            </EmptyState>
          </div>
        )}
      </section>
      {item && <UpNext list={list} />}
    </div>
  )
}
