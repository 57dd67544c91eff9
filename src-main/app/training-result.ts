import { FewlabelError } from '../contract/errors.ts'
import type { EngineBackend } from '../contract/training.ts'
import type { TrainingState } from '../contract/window.ts'

/** What a training came to, for those who waited for it. */
export interface TrainingResult {
  engine: EngineBackend
  seconds: number
  imagesPerSecond: number
  components: number
  /** Of this run alone, without those of a run it continues. */
  epochs: number
}

/** @throws FewlabelError `cancelled` when it was stopped before its end */
export function trainingResult({ state, run }: TrainingState): TrainingResult {
  if (state !== 'done' || !run) {
    throw new FewlabelError('cancelled', 'Training was stopped; its last checkpoint is kept.', {
      remedy: 'Resume it in the window, or train again.',
    })
  }
  return {
    engine: run.backend ?? 'wasm',
    seconds: run.seconds,
    imagesPerSecond: run.samplesPerSecond ?? 0,
    components: run.liveComponents ?? run.config.clusters,
    epochs: run.epochs - (run.config.continues?.epoch ?? 0),
  }
}
