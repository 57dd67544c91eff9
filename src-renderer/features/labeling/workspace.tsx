import { lazy, Suspense, useEffect, useRef } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { SessionPanel } from '../session/session-panel.tsx'
import { SessionTools } from '../session/session-tools.tsx'
import { ClusterPane } from './board/cluster-pane.tsx'
import { ChangesPanel } from './changes/changes-panel.tsx'
import { SplitDialog } from './check/split-dialog.tsx'
import { SpotCheckDialog } from './check/spot-check-dialog.tsx'
import { ClassPane } from './classes/class-pane.tsx'
import { ClassTools } from './classes/class-tools.tsx'
import { GuidelinePanel } from './classes/guideline-panel.tsx'
import { ClassLooksContext, useStableLooks } from './data/class-looks.ts'
import { useClasses, useSession, useView } from './data/session-context.ts'
import { useLabelingKeys } from './data/use-labeling-keys.ts'
import { useLabelingPlace, useLabelingSync } from './data/use-labeling-sync.ts'
import { ClusterHeader } from './grid/cluster-header.tsx'
import { GridSkeleton } from './grid/grid-skeleton.tsx'
import { SampleDialog } from './grid/sample-dialog.tsx'
import { SampleGrid } from './grid/sample-grid.tsx'
import { SelectionHeader } from './grid/selection-header.tsx'
import { ModeSwitch } from './mode-switch.tsx'
import { HistoryPanel } from './panels/history-panel.tsx'
import { ProgressPanel } from './panels/progress-panel.tsx'
import { SamplePanel } from './panels/sample-panel.tsx'
import { StatusLine } from './panels/status-line.tsx'
import { UnsortedBanner } from './panels/unsorted-banner.tsx'
import { WhyPanel } from './panels/why-panel.tsx'
import { QueueStage } from './queue/queue-stage.tsx'
import { focusWork, workArea } from './work-area.ts'
import styles from './workspace.module.css'

/** Loaded when it is looked at first: it costs the first paint nothing. */
const MapStage = lazy(async () => ({ default: (await import('../map/map-stage.tsx')).MapStage }))

function MapLoading() {
  return (
    <EmptyState title={t('labeling:modes.mapLoading')}>
      <Spinner />
    </EmptyState>
  )
}

/** The three panes: what is uncertain, the samples, and the classes they can have. */
export function Workspace() {
  const session = useSession()
  const trained = useLive((live) => live.labeling?.runId !== null)
  const mode = useView((state) => state.mode)
  const members = useView((state) => state.members)
  const component = members?.component ?? null
  const looks = useStableLooks(useClasses())
  const root = useRef<HTMLDivElement>(null)
  useLabelingSync(session)
  useLabelingPlace(session)
  useLabelingKeys(session)

  // Whoever comes here by a link goes on with the samples, once they are there.
  const arrived = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place where samples stand comes with the mode and the list
  useEffect(() => {
    const from = document.activeElement
    if (arrived.current || workArea() === null) return
    arrived.current = true
    if (from === document.body || from?.closest('nav')) focusWork()
  }, [mode, members])

  // Without a model there are no clusters to look at, but samples can be labeled one by one.
  useEffect(() => {
    if (!trained && mode !== 'queue') session.setMode('queue')
  }, [session, trained, mode])

  // After a press of the mouse on a button the keys belong to the samples again: Space must skip, not press it anew.
  useEffect(() => {
    const element = root.current
    if (!element) return
    const giveBack = (event: globalThis.MouseEvent) => {
      const button = (event.target as Element).closest('button, input[type="range"], [role="slider"]')
      if (event.detail > 0 && button && !button.hasAttribute('aria-haspopup')) focusWork()
    }
    element.addEventListener('click', giveBack)
    return () => element.removeEventListener('click', giveBack)
  }, [])

  return (
    <ClassLooksContext value={looks}>
      <div ref={root} className={styles.workspace}>
        <UnsortedBanner />
        <div className={styles.panes}>
          <div className={styles.left}>
            {trained && <ModeSwitch />}
            <ClusterPane />
            <HistoryPanel />
          </div>
          <div className={styles.centre}>
            {mode === 'queue' && <QueueStage />}
            {mode === 'map' && (
              <Suspense fallback={<MapLoading />}>
                <MapStage />
              </Suspense>
            )}
            {mode === 'clusters' && !members && <GridSkeleton />}
            {mode === 'clusters' && members && (
              <>
                {component === null ? (
                  <SelectionHeader members={members} />
                ) : (
                  <ClusterHeader component={component} />
                )}
                <SampleGrid key={members.key} members={members} />
              </>
            )}
            <GuidelinePanel />
            <StatusLine />
          </div>
          <div className={styles.right}>
            {mode === 'clusters' && component !== null && <WhyPanel component={component} />}
            <ClassPane />
            {mode === 'clusters' && members && <SamplePanel members={members} />}
            <ProgressPanel />
            <SessionPanel />
          </div>
        </div>
        <SampleDialog />
        <ClassTools />
        <SessionTools withGoal />
        <SpotCheckDialog />
        <SplitDialog />
        <ChangesPanel />
      </div>
    </ClassLooksContext>
  )
}
