import type { OpenProject } from '../../../app/open-project.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import { type JitterRecipeName, recipeOf } from '../../../contract/jitter-recipes.ts'
import type { EngineStatus, TrainingRun } from '../../../contract/training.ts'
import type { CommandOptions } from '../command-options.ts'
import { alignFields, formatBytes, formatCount, formatPercent, plural } from '../formatting.ts'
import { estimateWords } from '../quality-lines.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel status`: what is in the project, and which engine runs here and why. */
export async function statusCommand(
  session: Session,
  { file, engine }: CommandOptions['status'],
): Promise<void> {
  await withProject(session, { command: 'status', file, create: 'never' }, async ({ project, workbench }) => {
    const running = await engineOf(() => workbench.restartEngine(engine))
    await project.ready()
    const summary = project.summary()
    const labeling = project.labeling.summary()
    const { accuracy: estimate } = project.quality.gist()
    const { state, run } = project.training.state()
    const jitter = jitterOf(project, run)
    const document = {
      path: summary.path,
      samples: summary.samples,
      labels: summary.labels,
      excluded: labeling.excluded,
      classes: summary.classes,
      engine: running.backend,
      engineReason: running.reason,
      trained: summary.trained,
      training: state,
      jitter,
      unsorted: labeling.unsorted,
      confident: labeling.confident,
      estimatedAccuracy: estimate,
      accuracyAgainstTruth: labeling.accuracyAgainstTruth,
      hasTruth: summary.hasTruth,
      bytes: summary.bytes,
      onShare: summary.onShare,
    }
    const accuracy = labeling.accuracyAgainstTruth
    session.report.result(
      document,
      alignFields([
        [
          'project',
          `${summary.path} (${formatBytes(summary.bytes)}${summary.onShare ? ', on a network share' : ''})`,
        ],
        ['samples', `${formatCount(summary.samples)}${summary.hasTruth ? ', with ground truth' : ''}`],
        ['labels', formatCount(summary.labels)],
        ...(labeling.excluded > 0 ? [['excluded', formatCount(labeling.excluded)] as const] : []),
        ['classes', formatCount(summary.classes)],
        ['trained', summary.trained ? trainedWords(labeling.unsorted) : 'no'],
        ...(jitter ? [['jitter', run ? jitter : `${jitter}, going by the samples`] as const] : []),
        ...(run && state === 'paused'
          ? [
              [
                'training',
                `stopped at epoch ${run.checkpointEpoch ?? 0} of ${run.epochs}; train --resume`,
              ] as const,
            ]
          : []),
        ...(summary.labels > 0 ? [['estimate', estimateWords(estimate)] as const] : []),
        ...(accuracy === null
          ? []
          : [['accuracy', `${formatPercent(accuracy)} against imported truth`] as const]),
        ['engine', `${running.backend ?? 'none'}: ${running.reason}`],
      ]),
    )
  })
}

/** The recipe of the last training, or of the one to come; null where there are no images. */
function jitterOf(project: OpenProject, run: TrainingRun | null): JitterRecipeName | 'custom' | null {
  if (project.summary().inputShape?.kind !== 'image') return null
  return recipeOf(run ? run.config.jitter : project.training.defaults().jitter)
}

function trainedWords(unsorted: number): string {
  return unsorted === 0 ? 'yes' : `yes, but ${plural(unsorted, 'newer sample')} not sorted yet`
}

/** An engine that does not run is part of the status, not a failure of the command. */
async function engineOf(
  start: () => Promise<EngineStatus>,
): Promise<Pick<EngineStatus, 'backend' | 'reason'>> {
  try {
    return await start()
  } catch (thrown) {
    const { code, message } = FewlabelError.from(thrown)
    if (code !== 'engine-unavailable' && code !== 'engine-crashed') throw thrown
    return { backend: null, reason: message }
  }
}
