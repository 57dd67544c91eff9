import type { EncoderKind, EpochRecord, TrainingRun } from '../../../src-main/contract/training.ts'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { phaseOf } from './phases.ts'

/** What a run counts: passes of fitting where there is no net to train. */
export function roundOf({ encoder }: { encoder: EncoderKind }): 'epoch' | 'pass' {
  return encoder === 'given' ? 'pass' : 'epoch'
}

/** "23 of 40": the epoch under way, counted from 1, or the last one when all are done. */
export function epochText(epoch: number, epochs: number): string {
  return t('training:facts.of', { some: Math.min(epochs, Math.floor(epoch)), all: epochs })
}

export function runTitle(training: TrainingState): string {
  const { state, run } = training
  switch (state) {
    case 'starting':
      return t('training:run.starting')
    case 'pausing':
      return t('training:run.pausing')
    case 'preparing':
      return t('training:run.preparing')
    case 'paused':
      return t(run?.state === 'interrupted' ? 'training:run.interrupted' : 'training:run.paused', {
        place: restingPlace(run),
      })
    default:
      if (phaseOf(training) === 'posteriors') return t('training:run.sorting')
      if (run?.config.encoder === 'given') return t('training:run.fitting')
      return t(run?.config.continues ? 'training:run.further' : 'training:title')
  }
}

function restingPlace(run: TrainingRun | null): string {
  const round = run ? roundOf(run.config) : 'epoch'
  if (run?.checkpointEpoch) return t(`training:${round}.after`, { number: run.checkpointEpoch })
  return t(`training:${round}.beforeFirst`)
}

/** What a run's panel says below its title. */
export function runDetail(run: TrainingRun, resting: boolean): string {
  if (resting) return t('training:run.resting')
  const { clusters, continues } = run.config
  const what = continues
    ? t(`training:${roundOf(run.config)}.goesOn`, { number: continues.epoch, count: clusters })
    : t('training:run.clusters', { count: clusters })
  return t('training:run.saved', { what })
}

/** Epochs of a run, and whether it found before the planned end that there was no more to gain. */
export function epochsFact({ epochs, config }: TrainingRun): { value: string; note?: string } {
  const planned = config.warmupEpochs + config.elboEpochs
  const value = formatCount(epochs)
  return epochs < planned ? { value, note: t('training:facts.endedEarly', { planned }) } : { value }
}

/** What the button to go on says: "Resume from epoch 7", or "Resume" where no epoch is whole yet. */
export function resumeText({ checkpointEpoch, config }: TrainingRun): string {
  return checkpointEpoch
    ? t(`training:${roundOf(config)}.resume`, { number: checkpointEpoch })
    : t('training:run.resume')
}

/** The loss curve in words, for those who do not see it. */
export function curveSummary(history: EpochRecord[], round: 'epoch' | 'pass' = 'epoch'): string {
  if (history.length === 0) return t(`training:${round}.noneFinished`)
  const parts: string[] = []
  for (const phase of ['warmup', 'elbo'] as const) {
    const records = history.filter((record) => record.phase === phase)
    const first = records.at(0)
    const last = records.at(-1)
    if (!first || !last) continue
    const name = phase === 'warmup' ? t('training:loss.warmup') : t(`training:${round}.work`)
    parts.push(
      t(`training:${round}.curve`, {
        name,
        from: formatNumber(first.loss),
        first: first.epoch,
        to: formatNumber(last.loss),
        last: last.epoch,
      }),
    )
  }
  const checks = history.filter(({ heldOutLoss }) => heldOutLoss !== null)
  const [first, last] = [checks.at(0), checks.at(-1)]
  if (first && last) {
    parts.push(
      t(`training:${round}.curve`, {
        name: t('training:loss.keptAside'),
        from: formatNumber(first.heldOutLoss ?? 0),
        first: first.epoch,
        to: formatNumber(last.heldOutLoss ?? 0),
        last: last.epoch,
      }),
    )
  }
  return [t(`training:${round}.summary`), ...parts].join(' ')
}

/** A number of epochs as typed, or what is wrong with it. */
export function readEpochs(text: string): { epochs: number | null; error: string | null } {
  const epochs = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(epochs)) return { epochs: null, error: t('training:wrong.whole') }
  if (epochs < 1) return { epochs: null, error: t('training:wrong.atLeast', { limit: 1 }) }
  if (epochs > mostFurtherEpochs)
    return { epochs: null, error: t('training:wrong.atMost', { limit: mostFurtherEpochs }) }
  return { epochs, error: null }
}

const mostFurtherEpochs = 1000
