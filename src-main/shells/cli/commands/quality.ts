import type { CommandOptions } from '../command-options.ts'
import { qualityLines } from '../quality-lines.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel quality`: how good labels and guesses are, and whether it is time to stop. */
export async function qualityCommand(session: Session, options: CommandOptions['quality']): Promise<void> {
  const { file, target } = options
  await withProject(session, { command: 'quality', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    // What the window would show once it has had a moment.
    await project.neighbourhood.settled()
    const report = project.quality.report(target)
    const { labeling } = project
    const names = new Map(labeling.classes.list().map(({ id, name }) => [id, name]))
    const lines = qualityLines(report, {
      className: (classId) => names.get(classId) ?? `class ${classId}`,
      sampleName: (sample) => labeling.views.samples([sample])[0].externalId,
    })
    session.report.result(report, lines)
  })
}
