import { CircleAlert, Map as MapIcon } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { notifyError } from '../../components/notify.ts'
import { Progress } from '../../components/progress.tsx'
import { shellContext } from '../../lib/desktop.ts'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSession } from '../labeling/data/session-context.ts'
import { workAreaId } from '../labeling/work-area.ts'
import styles from './map-stage.module.css'
import { MapView } from './map-view.tsx'
import { usePlaces } from './use-map-data.ts'

const open = () => void trpc.map.open.mutate().catch(notifyError)

/** The third way to work: all samples at once, the alike side by side. */
export function MapStage() {
  const map = useLive((live) => live.map)
  const untouched = map?.state === 'none' && map.runId !== null
  // Drawn when somebody first looks, not before: labels have priority.
  useEffect(() => {
    if (untouched) open()
  }, [untouched])

  if (!map || (map.state === 'none' && map.runId === null)) return <NoMap />
  if (map.state === 'failed') return <FailedMap message={map.message} again={open} />
  if (map.state !== 'ready' || map.runId === null) return <Preparing />
  return <ReadyMap runId={map.runId} count={map.count} />
}

function ReadyMap({ runId, count }: { runId: number; count: number }) {
  const places = usePlaces(runId, count)
  if (places.error) {
    return <FailedMap message={toErrorDocument(places.error).message} again={() => void places.refetch()} />
  }
  if (!places.data) return <Preparing />
  return <MapView key={`${runId}/${count}`} runId={runId} places={places.data} />
}

/** Whatever stands in for the map has the keyboard in its place. */
function Instead({ children }: { children: ReactNode }) {
  return (
    <div id={workAreaId} className={styles.instead} tabIndex={-1}>
      {children}
    </div>
  )
}

function Preparing() {
  const session = useSession()
  const progress = useLive((live) => live.map?.progress ?? 0)
  const secondsLeft = useLive((live) => live.map?.secondsLeft ?? null)
  return (
    <Instead>
      <EmptyState
        icon={<MapIcon size={28} />}
        title={t('map:preparing.title')}
        actions={<Button onClick={() => session.setMode('clusters')}>{t('map:preparing.clusters')}</Button>}
      >
        <p>{t('map:preparing.text')}</p>
        <div className={styles.progress}>
          <Progress label={t('map:preparing.title')} value={progress} />
          <p className={styles.left}>
            {secondsLeft !== null && t('map:preparing.left', { time: formatDuration(secondsLeft) })}
          </p>
        </div>
      </EmptyState>
    </Instead>
  )
}

function NoMap() {
  return (
    <Instead>
      <EmptyState
        icon={<MapIcon size={28} />}
        title={t('map:none.title')}
        actions={
          <Button variant="primary" onClick={() => navigate(['training'])}>
            {t('map:none.train')}
          </Button>
        }
      >
        <p>{t('map:none.text')}</p>
      </EmptyState>
    </Instead>
  )
}

function FailedMap({ message, again }: { message: string | null; again: () => void }) {
  return (
    <Instead>
      <EmptyState
        icon={<CircleAlert size={28} />}
        title={t('map:failed.title')}
        actions={<Button onClick={again}>{t('map:failed.again')}</Button>}
      >
        {message && <p>{message}</p>}
        <p>{t('map:failed.text')}</p>
      </EmptyState>
    </Instead>
  )
}

export function NoWebGlMap({ reason }: { reason: string }) {
  const session = useSession()
  return (
    <Instead>
      <EmptyState
        icon={<CircleAlert size={28} />}
        title={t('map:noWebgl.title')}
        actions={<Button onClick={() => session.setMode('clusters')}>{t('map:preparing.clusters')}</Button>}
      >
        <p>{t('map:noWebgl.text', { context: shellContext() })}</p>
        {reason && <p>{t('map:noWebgl.reason', { reason, context: shellContext() })}</p>}
      </EmptyState>
    </Instead>
  )
}
