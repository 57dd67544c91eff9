import { Gauge } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Page } from '../../components/page.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { ClassLooksContext, useStableLooks } from '../labeling/data/class-looks.ts'
import { SessionContext, sessionOf, useClasses, useSession } from '../labeling/data/session-context.ts'
import { useHostSync } from '../labeling/data/use-labeling-sync.ts'
import { SnapshotsPage } from '../snapshots/snapshots-page.tsx'
import { TeamPage } from '../team/team-page.tsx'
import { useReport } from './data/queries.ts'
import { QualitySkeleton } from './quality-skeleton.tsx'
import { QualityTabs } from './quality-tabs.tsx'

/** How good the labels and guesses are, when to stop, and what is worth a second look. */
export function QualityView() {
  const path = useLive((live) => live.project?.path)
  const trained = useLive((live) => live.project?.trained)
  const session = useMemo(() => (path === undefined ? null : sessionOf(path)), [path])
  const [, second] = useRoute()
  if (!session) return null
  if (!trained && (second === 'team' || second === 'snapshots')) {
    return (
      <SessionContext value={session}>
        <Untrained>{second === 'team' ? <TeamPage /> : <SnapshotsPage />}</Untrained>
      </SessionContext>
    )
  }
  // What people disagree on is settled without a model, too.
  if (!trained && second !== 'review') {
    return (
      <Page label={t('quality:view.name')}>
        <EmptyState
          icon={<Gauge size={28} />}
          title={t('quality:view.nothingTitle')}
          actions={
            <>
              <Button variant="primary" onClick={() => navigate(['training'])}>
                {t('quality:view.goToTraining')}
              </Button>
              <Button onClick={() => navigate(['quality', 'team'])}>{t('quality:view.goToTeam')}</Button>
            </>
          }
        >
          {t('quality:view.nothingText')}
        </EmptyState>
      </Page>
    )
  }
  return (
    <SessionContext value={session}>
      <Measured />
    </SessionContext>
  )
}

/** Work is shared out, and kept in snapshots, before anything is trained, too. */
function Untrained({ children }: { children: ReactNode }) {
  const looks = useStableLooks(useClasses())
  useHostSync(useSession())
  return <ClassLooksContext value={looks}>{children}</ClassLooksContext>
}

function Measured() {
  const looks = useStableLooks(useClasses())
  useHostSync(useSession())
  const { data: report, error, refetch } = useReport()
  if (!report) {
    return error ? (
      <Page label={t('quality:view.name')}>
        <ErrorNotice
          error={toErrorDocument(error)}
          actions={
            <Button size="s" onClick={() => void refetch()}>
              {t('tryAgain')}
            </Button>
          }
        />
      </Page>
    ) : (
      <QualitySkeleton />
    )
  }
  return (
    <ClassLooksContext value={looks}>
      <QualityTabs report={report} />
    </ClassLooksContext>
  )
}
