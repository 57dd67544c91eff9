import { useMutation } from '@tanstack/react-query'
import { Pause, Play, X } from 'lucide-react'
import { useState } from 'react'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Facts } from '../../components/facts.tsx'
import { notifyError } from '../../components/notify.ts'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { formatCount, formatDuration, formatTimeLeft } from '../../lib/format.ts'
import { trpc } from '../../lib/trpc.ts'
import { PhaseStepper } from './phase-stepper.tsx'
import { phaseOf } from './phases.ts'
import { epochText, resumeText, roundOf, runDetail, runTitle } from './run-texts.ts'

/** A run under way or at rest: where it is, how fast, and the means to stop and go on. */
export function RunPanel({ training }: { training: TrainingState }) {
  const { state, run, progress } = training
  const [asking, setAsking] = useState(false)
  const pause = useMutation({ mutationFn: () => trpc.training.pause.mutate(), onError: notifyError })
  const resume = useMutation({ mutationFn: () => trpc.training.resume.mutate(), onError: notifyError })
  const cancel = useMutation({
    mutationFn: () => trpc.training.cancel.mutate(),
    onError: notifyError,
    onSettled: () => setAsking(false),
  })
  if (!run) return null
  const resting = state === 'paused'
  // Sorting what came later is short, and the finished run it belongs to is not to be touched.
  const sortingOnly = run.state === 'done'
  const phase = phaseOf(training)
  // Placing clusters is most of the work where no net is trained.
  const placing = phase === 'mixture' && run.config.encoder === 'given'
  const uncounted = state === 'starting' || placing || phase === 'posteriors' || phase === 'preparing'
  const epoch = progress?.epoch ?? run.checkpointEpoch ?? run.config.continues?.epoch ?? 0
  const start = run.config.continues?.epoch ?? 0
  const seconds = progress?.elapsedSeconds ?? run.seconds

  return (
    <Panel
      title={runTitle(training)}
      detail={runDetail(run, resting)}
      actions={
        !sortingOnly && (
          <>
            {resting ? (
              <Button
                variant="primary"
                icon={<Play size={14} />}
                busy={resume.isPending}
                onClick={() => resume.mutate()}
              >
                {resumeText(run)}
              </Button>
            ) : (
              <Button
                icon={<Pause size={14} />}
                busy={pause.isPending || state === 'pausing'}
                disabled={state === 'preparing' || state === 'starting'}
                onClick={() => pause.mutate()}
              >
                {state === 'pausing' ? 'Pausing…' : 'Pause'}
              </Button>
            )}
            <Button
              variant="ghost"
              icon={<X size={14} />}
              disabled={state === 'preparing'}
              onClick={() => setAsking(true)}
            >
              {resting ? 'Discard…' : 'Cancel…'}
            </Button>
          </>
        )
      }
    >
      <PhaseStepper moment={training} />
      <Progress
        label="Training"
        value={uncounted ? null : Math.max(0, epoch - start)}
        max={run.epochs - start}
        valueText={epochText(epoch, run.epochs)}
      />
      <Facts
        facts={[
          { name: roundOf(run.config) === 'pass' ? 'Pass' : 'Epoch', value: epochText(epoch, run.epochs) },
          {
            name: 'Samples a second',
            value: progress && progress.samplesPerSecond > 0 ? formatCount(progress.samplesPerSecond) : '–',
          },
          {
            name: 'Live clusters',
            value:
              (progress?.liveComponents ?? run.liveComponents) === null
                ? '–'
                : `${formatCount(progress?.liveComponents ?? run.liveComponents ?? 0)} of ${formatCount(run.config.clusters)}`,
          },
          { name: 'Elapsed', value: formatDuration(seconds) },
          {
            name: 'Left',
            value:
              progress?.secondsLeft == null || resting
                ? '–'
                : formatTimeLeft(progress.secondsLeft).replace(' left', ''),
          },
          {
            name: 'Engine',
            value: run.backend === 'native' ? 'Native' : run.backend === 'wasm' ? 'WebAssembly' : '–',
          },
        ]}
      />
      <ConfirmDialog
        open={asking}
        title={resting ? 'Discard this run?' : 'Cancel this training?'}
        action={resting ? 'Discard run' : 'Cancel training'}
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        The run ends and cannot be resumed; if it has clusters by now, another run can go on with them. Labels
        stay, and so does an earlier training.
      </ConfirmDialog>
    </Panel>
  )
}
