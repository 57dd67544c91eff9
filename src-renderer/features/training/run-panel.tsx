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
import { formatAboutTime, formatCount, formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
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
  const live = progress?.liveComponents ?? run.liveComponents

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
                {t(state === 'pausing' ? 'training:run.pausing' : 'training:run.pause')}
              </Button>
            )}
            <Button
              variant="ghost"
              icon={<X size={14} />}
              disabled={state === 'preparing'}
              onClick={() => setAsking(true)}
            >
              {t(resting ? 'training:run.discard' : 'training:run.cancel')}
            </Button>
          </>
        )
      }
    >
      <PhaseStepper moment={training} />
      <Progress
        label={t('training:title')}
        value={uncounted ? null : Math.max(0, epoch - start)}
        max={run.epochs - start}
        valueText={epochText(epoch, run.epochs)}
      />
      <Facts
        facts={[
          { name: t(`training:${roundOf(run.config)}.one`), value: epochText(epoch, run.epochs) },
          {
            name: t('training:facts.rate'),
            value: progress && progress.samplesPerSecond > 0 ? formatCount(progress.samplesPerSecond) : '–',
          },
          {
            name: t('training:facts.liveClusters'),
            value: live === null ? '–' : t('training:facts.of', { some: live, all: run.config.clusters }),
          },
          { name: t('training:facts.elapsed'), value: formatDuration(seconds) },
          {
            name: t('training:facts.left'),
            value: progress?.secondsLeft == null || resting ? '–' : formatAboutTime(progress.secondsLeft),
          },
          {
            name: t('training:facts.engine'),
            value: run.backend ? t(`training:backend.${run.backend}`) : '–',
          },
        ]}
      />
      <ConfirmDialog
        open={asking}
        title={t(resting ? 'training:run.discardTitle' : 'training:run.cancelTitle')}
        action={t(resting ? 'training:run.discardAction' : 'training:run.cancelAction')}
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        {t('training:run.cancelBody')}
      </ConfirmDialog>
    </Panel>
  )
}
