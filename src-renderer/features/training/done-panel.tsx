import { ArrowRight, RotateCcw } from 'lucide-react'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatCount, formatDateTime, formatDuration, formatNumber } from '../../lib/format.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { epochsFact, roundOf } from './run-texts.ts'
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
  if (!run) return null
  const lastLoss = history.at(-1)?.loss
  // A later run that was cancelled or failed leaves the finished one before it in use.
  const finished = run.state === 'done'
  return (
    <Panel
      title="The samples are sorted"
      detail={
        finished && run.finishedAt
          ? `Finished ${formatDateTime(run.finishedAt)}`
          : 'An earlier training is in use.'
      }
      actions={
        <>
          <TrainLonger
            label="Train longer…"
            runId={inUse}
            samples={samples}
            round={run.id === inUse ? roundOf(run.config) : 'epoch'}
          />
          <Button icon={<RotateCcw size={14} />} onClick={onTrainAgain}>
            Train again…
          </Button>
          <Button variant="primary" onClick={() => navigate(['label'])}>
            Start labeling
            <ArrowRight size={15} />
          </Button>
        </>
      }
    >
      {finished && (
        <Facts
          facts={[
            { name: 'Samples', value: formatCount(samples) },
            {
              name: 'Live clusters',
              value:
                run.liveComponents === null
                  ? '–'
                  : `${formatCount(run.liveComponents)} of ${formatCount(run.config.clusters)}`,
            },
            { name: roundOf(run.config) === 'pass' ? 'Passes' : 'Epochs', ...epochsFact(run) },
            { name: 'Took', value: formatDuration(run.seconds) },
            {
              name: 'Samples a second',
              value: run.samplesPerSecond === null ? '–' : formatCount(run.samplesPerSecond),
            },
            { name: 'Loss at the end', value: lastLoss === undefined ? '–' : formatNumber(lastLoss) },
            { name: 'Engine', value: run.backend === 'native' ? 'Native' : 'WebAssembly' },
          ]}
        />
      )}
    </Panel>
  )
}
