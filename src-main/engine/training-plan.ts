import type { EpochRecord, TrainingConfig } from '../contract/training.ts'

/** Share of the epochs of the full loss over which the weight of its KL term rises. */
const klRampShare = 0.25

/** Restarted components need the rest of the epochs to find their place. */
const restartShare = 0.75

/**
 * An ELBO that has not risen by this share of itself for this share of the planned epochs has come to rest. Small sets
 * plan many epochs of few steps each: with a fixed number of epochs they would be given up where they still learn.
 */
const leastGain = 0.001
const patienceShare = 0.25
const leastPatience = 4

/** Nats per sample that a pass of expectation-maximisation must gain to be followed by another one. */
const leastPassGain = 0.005

/** The course of the full loss, in whole epochs since the beginning of all training. */
export interface TrainingPlan {
  /** Epochs before the full loss, or before this run where it continues another. */
  start: number
  /** From here on the KL term has its whole weight. */
  rampEnd: number
  /** The last epoch after which dead components are restarted. */
  lastRestart: number
  /** From here on the learning rate falls; equals `end` where it is not to fall. */
  decayFrom: number
  /** All epochs there will be. */
  end: number
  /** The held-out ELBO had come to rest: decay and end come earlier than configured. */
  early: boolean
}

/**
 * What a run is to do. It follows from the configuration and from the epochs that are done, both of which are part of
 * every checkpoint, so a resumed run decides as the uninterrupted one did.
 */
export function trainingPlan(config: TrainingConfig, history: readonly EpochRecord[]): TrainingPlan {
  const { warmupEpochs, elboEpochs, decayShare, earlyStop, continues, encoder } = config
  const start = continues?.epoch ?? warmupEpochs
  const planned = warmupEpochs + elboEpochs
  if (encoder === 'given') {
    const end = Math.min(planned, (earlyStop && passAtRest(history, start)) || planned)
    return { start, rampEnd: start, lastRestart: start, decayFrom: end, end, early: end < planned }
  }
  const span = planned - start
  const decay = decayShare === 0 ? 0 : Math.min(span, Math.max(1, Math.round(decayShare * span)))
  // A model that has been trained before has its whole KL term from the first step on.
  const rampEnd = continues ? start : start + klRampShare * elboEpochs
  const patience = Math.max(leastPatience, Math.round(patienceShare * span))
  const rest = earlyStop ? epochAtRest(history, Math.ceil(rampEnd), patience) : null
  const early = rest !== null && rest < planned - decay
  const decayFrom = early ? rest : planned - decay
  const lastRestart = Math.floor(Math.min(start + restartShare * span, decayFrom))
  return { start, rampEnd, lastRestart, decayFrom, end: decayFrom + decay, early }
}

/** Epochs done when the held-out ELBO had not got better for `patience` epochs; null while it does. Those before `from` are left out. */
function epochAtRest(history: readonly EpochRecord[], from: number, patience: number): number | null {
  let best = Number.POSITIVE_INFINITY
  let waited = 0
  for (const { epoch, heldOutLoss } of history) {
    if (epoch <= from || heldOutLoss === null) continue
    if (best === Number.POSITIVE_INFINITY || heldOutLoss < best - leastGain * Math.abs(best)) {
      best = heldOutLoss
      waited = 0
    } else if (++waited === patience) return epoch
  }
  return null
}

/** The first pass of expectation-maximisation after `from` that gained next to nothing; null while all of them do. */
function passAtRest(history: readonly EpochRecord[], from: number): number | null {
  const rest = history.find(
    ({ epoch, loss }, i) => epoch > from + 1 && history[i - 1].loss - loss < leastPassGain,
  )
  return rest?.epoch ?? null
}
