import { Images } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { SessionContext, sessionOf } from './data/session-context.ts'
import { Workspace } from './workspace.tsx'

/** Labeling: clusters, a queue of samples or a map of them, each press of a key a label, and everything else follows. */
export function LabelingView() {
  const path = useLive((live) => live.project?.path)
  const empty = useLive((live) => live.project?.samples === 0)
  const session = useMemo(() => (path === undefined ? null : sessionOf(path)), [path])
  if (!session) return null
  if (empty) {
    return (
      <EmptyState
        icon={<Images size={28} />}
        title={t('labeling:view.empty')}
        actions={
          <Button variant="primary" onClick={() => navigate(['data'])}>
            {t('labeling:view.import')}
          </Button>
        }
      >
        <p>{t('labeling:view.emptyText')}</p>
      </EmptyState>
    )
  }
  return (
    <SessionContext value={session}>
      <Workspace />
    </SessionContext>
  )
}
