import type { OpenProject } from '../../../app/open-project.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import { jitterRecipes } from '../../../contract/jitter-recipes.ts'
import type { TrainingConfig, TrainingProgress } from '../../../contract/training.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, formatDuration, plural } from '../formatting.ts'
import type { ProgressLine } from '../progress-line.ts'
import { type Session, withProject } from '../session.ts'

const phaseNames = {
  warmup: 'warm-up',
  mixture: 'fitting the mixture',
  elbo: 'clustering',
  posteriors: 'sorting',
} as const

/** `fewlabel train`: Ctrl-C stops with a checkpoint, from which `--resume` goes on. */
export async function trainCommand(session: Session, options: CommandOptions['train']): Promise<void> {
  const { file, engine, resume } = options
  await withProject(session, { command: 'train', file, create: 'never' }, async ({ project, workbench }) => {
    const { report, io } = session
    // Without samples there is nothing to choose settings for; said before an engine is started.
    const config = resume ? null : configFor(project, options)
    const warning = config && jitterWarning(project, options)
    if (warning) report.note(warning)
    const stop = () => {
      report.note('Stopping after a last checkpoint…')
      if (project.training.busy) project.training.pause()
    }
    io.signal.addEventListener('abort', stop, { once: true })
    try {
      await workbench.restartEngine(engine)
      if (io.signal.aborted) throw stopped()
      const result = await project.training.run(config, {
        onProgress: (progress) => showProgress(report.progress, progress),
        onNotice: (message) => report.note(message),
      })
      report.result(result, [
        `trained ${plural(result.epochs, 'epoch')} in ${formatDuration(result.seconds)} with the ${result.engine} engine, ` +
          `${formatCount(result.imagesPerSecond)} samples/s`,
        `${plural(result.components, 'cluster')} in use`,
      ])
    } catch (thrown) {
      throw FewlabelError.from(thrown).code === 'cancelled' ? stopped() : thrown
    } finally {
      io.signal.removeEventListener('abort', stop)
    }
  })
}

function configFor(
  project: OpenProject,
  { clusters, continue: further, epochs, jitter: recipe, encoder, seed }: CommandOptions['train'],
): TrainingConfig {
  if (further) return project.training.continuation({ epochs })
  const jitter = recipe && jitterRecipes[recipe]
  const given = Object.entries({ clusters, jitter, encoder, seed }).filter(([, value]) => value !== undefined)
  const defaults = project.training.defaults(Object.fromEntries(given))
  return epochs === undefined
    ? defaults
    : project.training.defaults({ ...defaults, ...splitEpochs(epochs, defaults) })
}

/** What people who chose a recipe should know. */
function jitterWarning(project: OpenProject, { jitter }: CommandOptions['train']): string | null {
  if (!jitter || jitter === 'none') return null
  const suggested = project.suggestedRecipe()
  if (suggested === 'none') return 'Only images are jittered: --jitter changes nothing here.'
  const mirrored = jitterRecipes[jitter].flip > 0 && suggested === 'handwriting'
  return mirrored ? 'These look like ink on paper: mirrored letters and digits are other characters.' : null
}

/** Divides epochs between the phases in the proportion of the defaults; each gets one at least, if it is there at all. */
export function splitEpochs(
  epochs: number,
  defaults: Pick<TrainingConfig, 'warmupEpochs' | 'elboEpochs'>,
): Pick<TrainingConfig, 'warmupEpochs' | 'elboEpochs'> {
  if (defaults.warmupEpochs === 0) return { warmupEpochs: 0, elboEpochs: epochs }
  const share = defaults.warmupEpochs / (defaults.warmupEpochs + defaults.elboEpochs)
  const warmupEpochs = Math.min(epochs - 1, Math.max(1, Math.round(epochs * share)))
  return { warmupEpochs, elboEpochs: epochs - warmupEpochs }
}

function stopped(): FewlabelError {
  return new FewlabelError('cancelled', 'Training was stopped; its last checkpoint is kept.', {
    remedy: 'Go on with --resume.',
  })
}

function showProgress(line: ProgressLine, progress: TrainingProgress): void {
  const { epoch, epochs, phase, loss, samplesPerSecond, liveComponents, secondsLeft } = progress
  line.show(
    'Training',
    `epoch ${epoch.toFixed(1)} of ${epochs}`,
    phaseNames[phase],
    loss === null ? null : `loss ${loss.toFixed(1)}`,
    liveComponents === null ? null : `${liveComponents} clusters`,
    samplesPerSecond > 0 ? `${formatCount(samplesPerSecond)} samples/s` : null,
    secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`,
  )
}
