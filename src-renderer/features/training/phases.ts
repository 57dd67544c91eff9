import type { TrainingState } from '../../../src-main/contract/window.ts'

const phases = [
  { phase: 'warmup', name: 'Warm-up', detail: 'Learns to redraw samples' },
  { phase: 'mixture', name: 'Clusters', detail: 'Places them' },
  { phase: 'elbo', name: 'Training', detail: 'Refines both together' },
  { phase: 'posteriors', name: 'Sorting', detail: 'Every sample' },
  { phase: 'preparing', name: 'Preparing', detail: 'Neighbours for labeling' },
] as const

export type ShownPhase = (typeof phases)[number]['phase']
export type TrainingMoment = Pick<TrainingState, 'state' | 'progress' | 'run'>

/** The phase under way; while the run rests, the one it will go on with. */
export function phaseOf({ state, progress, run }: TrainingMoment): ShownPhase {
  if (state === 'preparing') return 'preparing'
  if (progress) return progress.phase
  if (!run) return 'warmup'
  // A finished run at work again sorts samples that came after it.
  if (run.state === 'done') return 'posteriors'
  if (run.config.continues) return 'elbo'
  return (run.checkpointEpoch ?? 0) < run.config.warmupEpochs ? 'warmup' : 'elbo'
}

/** The phases that a run goes through. One that continues another has its clusters. */
export function phasesOf(run: TrainingMoment['run']) {
  return run?.config.continues
    ? phases.filter(({ phase }) => phase !== 'warmup' && phase !== 'mixture')
    : phases
}
