import type { TrainingState } from '../../../src-main/contract/window.ts'

const phases = [
  { phase: 'warmup', name: 'Warm-up', detail: 'Learns to redraw samples' },
  { phase: 'mixture', name: 'Clusters', detail: 'Places them' },
  { phase: 'elbo', name: 'Training', detail: 'Refines both together' },
  { phase: 'posteriors', name: 'Sorting', detail: 'Every sample' },
  { phase: 'preparing', name: 'Preparing', detail: 'Neighbours for labeling' },
] as const

/** What these phases do where no net is trained. */
const givenTexts: Partial<Record<ShownPhase, { name: string; detail: string }>> = {
  mixture: { name: 'Clusters', detail: 'Finds main axes, places them' },
  elbo: { name: 'Fitting', detail: 'Moves them by all samples' },
}

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
  const done = run.checkpointEpoch ?? 0
  if (run.config.encoder === 'given') return done === 0 ? 'mixture' : 'elbo'
  return done < run.config.warmupEpochs ? 'warmup' : 'elbo'
}

/**
 * The phases that a run goes through. One that continues another has its clusters; one whose encoder is given has no
 * net to warm up.
 */
export function phasesOf(
  run: TrainingMoment['run'],
): readonly { phase: ShownPhase; name: string; detail: string }[] {
  const given = run?.config.encoder === 'given'
  return phases
    .filter(({ phase }) => {
      if (run?.config.continues) return phase !== 'warmup' && phase !== 'mixture'
      return !given || phase !== 'warmup'
    })
    .map((phase) => ({ ...phase, ...(given ? givenTexts[phase.phase] : {}) }))
}
