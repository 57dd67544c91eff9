import { FewlabelError } from '../contract/errors.ts'
import {
  canContinue,
  furtherEpochs,
  type TrainingConfig,
  type TrainingRun,
  trainingConfigSchema,
} from '../contract/training.ts'
import type { Project } from '../project/project.ts'

/** What to continue, and for how long; what is left out is chosen. */
export interface ContinuationRequest {
  /** The last run where that has left a model, else the one whose clusters are in use. */
  runId?: number
  /** Epochs to add; half of those of the full ELBO that a training from scratch would take. */
  epochs?: number
}

/** Most epochs of the full ELBO, all continuations included. */
const mostEpochs = 5000

/**
 * The configuration of a run that goes on from the last checkpoint of another one, over the samples there are now.
 *
 * @param defaults of a training from scratch
 * @throws FewlabelError `not-trained` when there is no model to go on from, `busy` when its run is paused
 */
export function continuationOf(
  project: Project,
  defaults: TrainingConfig,
  { runId, epochs = furtherEpochs(defaults) }: ContinuationRequest = {},
): TrainingConfig {
  const run = runId === undefined ? lastModel(project) : project.runs.get(runId)
  const summary = run && canContinue(run) ? project.runs.checkpointSummary(run.id) : null
  if (!run || !summary) {
    throw new FewlabelError('not-trained', 'There is no trained model to go on with.', {
      expected:
        'a training that was done, or that was cancelled after its clusters had been refined for an epoch',
      remedy: 'Train from the start.',
    })
  }
  const { epoch, config } = summary
  const elboEpochs = epoch - config.warmupEpochs + epochs
  if (elboEpochs > mostEpochs) {
    throw new FewlabelError('bad-request', 'That would be too long a training.', {
      expected: `at most ${mostEpochs} epochs after the warm-up`,
      found: `${elboEpochs}`,
      remedy: 'Choose fewer, or train from the start.',
    })
  }
  // A model from before there was a schedule gets one.
  const { decayShare, earlyStop } = config.decayShare === 0 ? defaults : config
  return trainingConfigSchema.parse({
    ...config,
    elboEpochs,
    decayShare,
    earlyStop,
    continues: { runId: run.id, epoch },
  })
}

function lastModel(project: Project): TrainingRun | undefined {
  const last = project.runs.list().at(-1)
  if (last && ['paused', 'interrupted'].includes(last.state)) {
    throw new FewlabelError('busy', 'The last training is paused.', {
      remedy: 'Resume it, or discard it first.',
    })
  }
  if (last && canContinue(last)) return last
  const inUse = project.posteriors.current()
  return inUse === null ? undefined : project.runs.get(inUse)
}
