import { Layers } from 'lucide-react'
import { useState } from 'react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { canContinue } from '../../../src-main/contract/training.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Page } from '../../components/page.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { DonePanel } from './done-panel.tsx'
import { LossChart } from './loss-chart.tsx'
import { PrototypeGallery } from './prototype-gallery.tsx'
import { RunNotices } from './run-notices.tsx'
import { RunPanel } from './run-panel.tsx'
import { roundOf } from './run-texts.ts'
import { TrainLonger } from './train-longer.tsx'
import { TrainingForm } from './training-form.tsx'
import styles from './training-view.module.css'
import { UnsortedNotice } from './unsorted-notice.tsx'

const runStates = ['starting', 'running', 'pausing', 'paused', 'preparing']

/** Sorting without labels: settings, the run while it goes on, and what came out. */
export function TrainingView({ project }: { project: ProjectSummary }) {
  const training = useLive((live) => live.training)
  const importing = useLive((live) => live.import?.state === 'running')
  const unsorted = useLive((live) => live.labeling?.unsorted ?? 0)
  const [again, setAgain] = useState(false)

  if (project.samples === 0) {
    return (
      <Page label={t('training:title')}>
        <EmptyState
          icon={<Layers size={28} />}
          title={t(importing ? 'training:empty.importing' : 'training:empty.title')}
          actions={
            <Button variant="primary" onClick={() => navigate(['data'])}>
              {t('training:empty.go')}
            </Button>
          }
        >
          {t('training:empty.about')}
        </EmptyState>
      </Page>
    )
  }
  if (!training) return null

  const { state, run, history } = training
  const underWay = runStates.includes(state)
  const done = !underWay && project.trained
  const showForm = !underWay && (again || !project.trained)

  return (
    <Page label={t('training:title')} wide={!showForm || run !== null}>
      {training.error && <ErrorNotice error={training.error} />}
      {state === 'cancelled' && !again && (
        <div className={styles.cancelled} role="status">
          <p>{t(project.trained ? 'training:cancelled.earlier' : 'training:cancelled.alone')}</p>
          {run && canContinue(run) && (
            <TrainLonger
              label={t('training:cancelled.goOn')}
              runId={run.id}
              samples={project.samples}
              round={roundOf(run.config)}
            />
          )}
        </div>
      )}
      {showForm && (
        <TrainingForm
          project={project}
          lastRun={run}
          onCancel={project.trained ? () => setAgain(false) : undefined}
        />
      )}
      {underWay && <RunPanel training={training} />}
      {done && unsorted > 0 && !showForm && <UnsortedNotice count={unsorted} />}
      {done && !showForm && (
        <DonePanel training={training} samples={project.samples} onTrainAgain={() => setAgain(true)} />
      )}
      {run && (
        <div className={styles.columns}>
          <div className={styles.side}>
            <LossChart history={history} epochs={run.epochs} round={roundOf(run.config)} />
            <RunNotices notices={training.notices} />
          </div>
          <PrototypeGallery
            run={run}
            final={!underWay}
            galleryEpoch={training.galleryEpoch}
            wideTiles={project.inputShape?.kind === 'vector'}
          />
        </div>
      )}
    </Page>
  )
}
