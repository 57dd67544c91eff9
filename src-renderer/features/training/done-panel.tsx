import { ArrowRight, RotateCcw } from 'lucide-react'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatCount, formatDateTime, formatDuration, formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { epochsFact, roundOf } from './run-texts.ts'
import { SaveModel } from './save-model.tsx'
import { TrainLonger } from './train-longer.tsx'

export interface DonePanelProps {
  training: TrainingState
  samples: number
  onTrainAgain: () => void
}

/** What the last finished run came to. */
export function DonePanel({ training, samples, onTrainAgain }: DonePanelProps) {
  const { run, history } = training
  const inUse = useLive((live) => live.labeling?.runId ?? null)
  const projectPath = useLive((live) => live.project?.path ?? null)
  const labels = useLive((live) => live.labeling?.labeled ?? 0)
  if (!run) return null
  const lastLoss = history.at(-1)?.loss
  // A later run that was cancelled or failed leaves the finished one before it in use.
  const finished = run.state === 'done'
  return (
    <Panel
      title={t('training:done.title')}
      detail={
        finished && run.finishedAt
          ? t('training:done.finished', { when: formatDateTime(run.finishedAt) })
          : t('training:done.earlier')
      }
      actions={
        <>
          <TrainLonger
            label={t('training:done.longer')}
            runId={inUse}
            samples={samples}
            round={run.id === inUse ? roundOf(run.config) : 'epoch'}
          />
          {projectPath !== null && labels > 0 && <SaveModel projectPath={projectPath} />}
          <Button icon={<RotateCcw size={14} />} onClick={onTrainAgain}>
            {t('training:done.again')}
          </Button>
          <Button variant="primary" onClick={() => navigate(['label'])}>
            {t('training:done.label')}
            <ArrowRight size={15} />
          </Button>
        </>
      }
    >
      {finished && (
        <Facts
          facts={[
            { name: t('training:facts.samples'), value: formatCount(samples) },
            {
              name: t('training:facts.liveClusters'),
              value:
                run.liveComponents === null
                  ? '–'
                  : t('training:facts.of', { some: run.liveComponents, all: run.config.clusters }),
            },
            { name: t(`training:${roundOf(run.config)}.many`), ...epochsFact(run) },
            { name: t('training:facts.took'), value: formatDuration(run.seconds) },
            {
              name: t('training:facts.rate'),
              value: run.samplesPerSecond === null ? '–' : formatCount(run.samplesPerSecond),
            },
            { name: t('training:facts.loss'), value: lastLoss === undefined ? '–' : formatNumber(lastLoss) },
            { name: t('training:facts.engine'), value: t(`training:backend.${run.backend ?? 'wasm'}`) },
          ]}
        />
      )}
    </Panel>
  )
}
