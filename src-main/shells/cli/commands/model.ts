import type { CommandOptions } from '../command-options.ts'
import { formatCount, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel model`: saves the project's model for use elsewhere. */
export async function modelCommand(session: Session, options: CommandOptions['model']): Promise<void> {
  const { file, out, overwrite } = options
  await withProject(session, { command: 'model', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const saved = await project.saveModel({ out, overwrite })
    const { classes, labels, decoder } = saved.facts
    session.report.result(saved, [
      `Model written to ${saved.out}, ${formatCount(Math.ceil(saved.bytes / 1024))} KiB`,
      `${plural(classes.length, 'class', 'classes')} by the decoder "${decoder}" from ${plural(labels, 'label')}`,
      `SHA-256 ${saved.sha256}`,
    ])
  })
}
