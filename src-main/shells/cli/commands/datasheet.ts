import { extname } from 'node:path'
import { datasheetQuestions, datasheetRequestSchema } from '../../../contract/datasheet.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import type { CommandOptions } from '../command-options.ts'
import { plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel datasheet`: what the set is, how it was labeled and how good that is, as HTML or PDF. */
export async function datasheetCommand(
  session: Session,
  options: CommandOptions['datasheet'],
): Promise<void> {
  const { file, out, language, overwrite } = options
  const format = formatOf(out)
  await withProject(session, { command: 'datasheet', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    session.report.progress.show('Writing the datasheet')
    const written = await project.datasheets.write(
      datasheetRequestSchema.parse({ format, language, out, overwrite }),
    )
    const { pages, unanswered, unprintable } = written
    session.report.result(written, [
      `Datasheet written to ${written.out}${pages === null ? '' : `, ${plural(pages, 'page')}`}`,
      ...(unanswered.length > 0
        ? [
            `Not stated, as nobody has answered it in the window (Quality, Datasheet): ${unanswered.length} of ${datasheetQuestions.length} questions`,
          ]
        : []),
      ...(unprintable.length > 0
        ? [`Characters that no font of the PDF has, written by their number: ${unprintable.join(' ')}`]
        : []),
    ])
  })
}

function formatOf(out: string): 'html' | 'pdf' {
  const ending = extname(out).toLowerCase()
  if (ending === '.html' || ending === '.pdf') return ending === '.pdf' ? 'pdf' : 'html'
  throw new FewlabelError('bad-request', 'What to write cannot be told from the name.', {
    expected: 'a name that ends in .html or .pdf',
    found: out,
  })
}
