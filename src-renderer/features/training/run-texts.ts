import type { EpochRecord } from '../../../src-main/contract/training.ts'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { phaseOf } from './phases.ts'

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
      return `${run?.state === 'interrupted' ? 'Training was interrupted' : 'Paused'} ${restingPlace(run?.checkpointEpoch ?? null)}`
    default:
      return phaseOf(training) === 'posteriors' ? 'Sorting the samples' : 'Training'
  }
}

function restingPlace(checkpointEpoch: number | null): string {
  return checkpointEpoch ? `after epoch ${formatCount(checkpointEpoch)}` : 'in the first epoch'
}

/** What the button to go on says: "Resume from epoch 7", or "Resume" where no epoch is whole yet. */
export function resumeText(checkpointEpoch: number | null): string {
  return checkpointEpoch ? `Resume from epoch ${formatCount(checkpointEpoch)}` : 'Resume'
}

/** The loss curve in words, for those who do not see it. */
export function curveSummary(history: EpochRecord[]): string {
  if (history.length === 0) return 'Loss by epoch; no epoch is finished yet.'
  const parts: string[] = []
  for (const phase of ['warmup', 'elbo'] as const) {
    const records = history.filter((record) => record.phase === phase)
    const first = records.at(0)
    const last = records.at(-1)
    if (!first || !last) continue
    const name = phase === 'warmup' ? 'Warm-up' : 'Training'
    parts.push(
      `${name}: loss from ${formatNumber(first.loss)} in epoch ${first.epoch} to ${formatNumber(last.loss)} in epoch ${last.epoch}.`,
    )
  }
  return `Loss by epoch. ${parts.join(' ')}`
}
