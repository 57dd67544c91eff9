import { simulateLabeling } from '../../../app/simulation.ts'
import type { CommandOptions } from '../command-options.ts'
import { alignColumns, formatCount, formatPercent, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel simulate`: how accurate so many labels would make the rest. */
export async function simulateCommand(session: Session, options: CommandOptions['simulate']): Promise<void> {
  const { file, labels, decoder, strategy, seeds } = options
  await withProject(session, { command: 'simulate', file, create: 'never' }, async ({ project }) => {
    const { report, io } = session
    const results = await simulateLabeling(
      project,
      { decoder, strategy, labelCounts: labels, seeds },
      (fraction) =>
        report.progress.show('Simulating', `${Math.round(fraction * seeds)} of ${plural(seeds, 'seed')}`),
      io.signal,
    )
    report.result({ decoder, strategy, seeds, results }, [
      `accuracy on the unlabeled rest: ${decoder} decoder, ${strategy} samples, ${plural(seeds, 'seed')}`,
      ...alignColumns([
        ['labels', 'mean', 'sd'],
        ...results.map(({ labels, mean, sd }) => [
          formatCount(labels),
          formatPercent(mean),
          formatPercent(sd),
        ]),
      ]),
    ])
  })
}
