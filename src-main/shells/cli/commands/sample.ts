import { drawLetters } from '../../../app/draw-letters.ts'
import type { CommandOptions } from '../command-options.ts'
import { type Session, withProject } from '../session.ts'
import { importLines, importProgress } from './import.ts'

/** `fewlabel sample`: makes a project of drawn letters. */
export async function sampleCommand(
  session: Session,
  { file, count, seed }: CommandOptions['sample'],
): Promise<void> {
  await withProject(session, { command: 'sample', file, create: 'always' }, async ({ project }) => {
    const { report, io } = session
    const drawn = await drawLetters(
      project,
      { count, seed },
      importProgress('Drawing', report.progress),
      io.signal,
    )
    report.result(drawn, importLines(drawn, project.summary().path))
  })
}
