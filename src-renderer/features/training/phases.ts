import type { TrainingState } from '../../../src-main/contract/window.ts'
import { t } from '../../lib/i18n.ts'

const phases = ['warmup', 'mixture', 'elbo', 'posteriors', 'preparing'] as const

export type ShownPhase = (typeof phases)[number]
/** What these phases do where no net is trained. */
const givenTexts: Partial<Record<ShownPhase, 'givenMixture' | 'givenElbo'>> = {
  mixture: 'givenMixture',
  elbo: 'givenElbo',
}

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
    .filter((phase) => {
      if (run?.config.continues) return phase !== 'warmup' && phase !== 'mixture'
      return !given || phase !== 'warmup'
    })
    .map((phase) => {
      const text = given ? (givenTexts[phase] ?? phase) : phase
      return { phase, name: t(`training:phases.${text}.name`), detail: t(`training:phases.${text}.detail`) }
    })
}
