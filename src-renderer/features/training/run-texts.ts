import type { EncoderKind, EpochRecord, TrainingRun } from '../../../src-main/contract/training.ts'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { phaseOf } from './phases.ts'

/** What a run counts: passes of fitting where there is no net to train. */
export function roundOf({ encoder }: { encoder: EncoderKind }): 'epoch' | 'pass' {
  return encoder === 'given' ? 'pass' : 'epoch'
}

/** "23 of 40": the epoch under way, counted from 1, or the last one when all are done. */
export function epochText(epoch: number, epochs: number): string {
  return `${formatCount(Math.min(epochs, Math.floor(epoch)))} of ${formatCount(epochs)}`
}

export function runTitle(training: TrainingState): string {
  const { state, run } = training
  switch (state) {
    case 'starting':
      return 'Starting the engine…'
    case 'pausing':
      return 'Pausing…'
    case 'preparing':
      return 'Preparing for labeling…'
    case 'paused':
      return `${run?.state === 'interrupted' ? 'Training was interrupted' : 'Paused'} ${restingPlace(run)}`
    default:
      if (phaseOf(training) === 'posteriors') return 'Sorting the samples'
      if (run?.config.encoder === 'given') return 'Fitting clusters'
      return run?.config.continues ? 'Training further' : 'Training'
  }
}

function restingPlace(run: TrainingRun | null): string {
  const round = run ? roundOf(run.config) : 'epoch'
  if (run?.checkpointEpoch) return `after ${round} ${formatCount(run.checkpointEpoch)}`
  return round === 'pass' ? 'before the first pass' : 'in the first epoch'
}

/** What a run's panel says below its title. */
export function runDetail(run: TrainingRun, resting: boolean): string {
  if (resting) return 'Everything up to the last checkpoint is saved in the project.'
  const { clusters, continues } = run.config
  const what = continues
    ? `Goes on from ${roundOf(run.config)} ${formatCount(continues.epoch)} with the same ${formatCount(clusters)} clusters.`
    : `${formatCount(clusters)} clusters.`
  return `${what} Saved as it goes: a run that is interrupted goes on from its last checkpoint.`
}

/** Epochs of a run, and whether it found before the planned end that there was no more to gain. */
export function epochsFact({ epochs, config }: TrainingRun): { value: string; note?: string } {
  const planned = config.warmupEpochs + config.elboEpochs
  const value = formatCount(epochs)
  return epochs < planned ? { value, note: `ended early, of ${formatCount(planned)}` } : { value }
}

/** What the button to go on says: "Resume from epoch 7", or "Resume" where no epoch is whole yet. */
export function resumeText({ checkpointEpoch, config }: TrainingRun): string {
  return checkpointEpoch ? `Resume from ${roundOf(config)} ${formatCount(checkpointEpoch)}` : 'Resume'
}

/** The loss curve in words, for those who do not see it. */
export function curveSummary(history: EpochRecord[], round: 'epoch' | 'pass' = 'epoch'): string {
  if (history.length === 0) return `Loss by ${round}; no ${round} is finished yet.`
  const parts: string[] = []
  for (const phase of ['warmup', 'elbo'] as const) {
    const records = history.filter((record) => record.phase === phase)
    const first = records.at(0)
    const last = records.at(-1)
    if (!first || !last) continue
    const name = phase === 'warmup' ? 'Warm-up' : round === 'pass' ? 'Fitting' : 'Training'
    parts.push(
      `${name}: loss from ${formatNumber(first.loss)} in ${round} ${first.epoch} to ${formatNumber(last.loss)} in ${round} ${last.epoch}.`,
    )
  }
  const checks = history.filter(({ heldOutLoss }) => heldOutLoss !== null)
  const [first, last] = [checks.at(0), checks.at(-1)]
  if (first && last) {
    parts.push(
      `Samples kept aside: from ${formatNumber(first.heldOutLoss ?? 0)} in ${round} ${first.epoch} to ${formatNumber(last.heldOutLoss ?? 0)} in ${round} ${last.epoch}.`,
    )
  }
  return `Loss by ${round}. ${parts.join(' ')}`
}

/** A number of epochs as typed, or what is wrong with it. */
export function readEpochs(text: string): { epochs: number | null; error: string | null } {
  const epochs = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(epochs)) return { epochs: null, error: 'A whole number.' }
  if (epochs < 1) return { epochs: null, error: 'At least 1.' }
  if (epochs > mostFurtherEpochs) return { epochs: null, error: `At most ${mostFurtherEpochs}.` }
  return { epochs, error: null }
}

const mostFurtherEpochs = 1000
