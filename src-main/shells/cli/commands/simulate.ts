import { simulateLabeling } from '../../../app/simulation.ts'
import type { CommandOptions } from '../command-options.ts'
import { alignColumns, formatCount, formatPercent, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** Accuracies of which it is told how many labels they take. */
const targets = [0.8, 0.9, 0.95]

/** `fewlabel simulate`: how accurate so many labels would make the rest. */
export async function simulateCommand(session: Session, options: CommandOptions['simulate']): Promise<void> {
  const { file, labels, decoder, strategy, seeds, noise, annotators } = options
  await withProject(session, { command: 'simulate', file, create: 'never' }, async ({ project }) => {
    const { report, io } = session
    const { results, labelsTo } = await simulateLabeling(
      project,
      { decoder, strategy, labelCounts: labels, seeds, noise, annotators, targets },
      (fraction) =>
        report.progress.show('Simulating', `${Math.round(fraction * seeds)} of ${plural(seeds, 'seed')}`),
      io.signal,
    )
    const crowd = annotators > 1 ? `, ${plural(annotators, 'annotator')} per sample` : ''
    const errors = noise > 0 ? `, ${formatPercent(noise)} of labels wrong` : ''
    report.result({ decoder, strategy, seeds, noise, annotators, results, labelsTo }, [
      `accuracy on the unlabeled rest: ${decoder} decoder, ${strategy} samples, ${plural(seeds, 'seed')}${crowd}${errors}`,
      ...alignColumns([
        ['labels', 'mean', 'sd', 'calibration error', '95 % interval', 'holds the truth'],
        ...results.map(({ labels, mean, sd, ece, interval }) => [
          formatCount(labels),
          formatPercent(mean),
          formatPercent(sd),
          formatPercent(ece),
          interval ? `${formatPercent(interval.low)} to ${formatPercent(interval.high)}` : 'too early',
          interval ? formatPercent(interval.coverage) : '',
        ]),
      ]),
      ...Object.entries(labelsTo).map(([target, count]) => {
        const share = formatPercent(Number(target))
        return count === null
          ? `${share} is not reached in every repetition`
          : `${share} takes ${plural(Math.round(count), 'label')}`
      }),
    ])
  })
}
