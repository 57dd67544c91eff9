import { extname } from 'node:path'
import { FewlabelError } from '../../../contract/errors.ts'
import { type ExportFormat, exportRequestSchema } from '../../../contract/export.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, formatDuration, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel export`: writes the labeled set, whole or not at all. */
export async function exportCommand(session: Session, options: CommandOptions['export']): Promise<void> {
  const { file, format = formatOf(options.out), ...rest } = options
  await withProject(session, { command: 'export', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const { report, io } = session
    const started = performance.now()
    const written = await project.exports.run(
      exportRequestSchema.parse({ ...rest, format }),
      ({ done, total }) => {
        const seconds = (performance.now() - started) / 1000
        report.progress.show(
          'Exporting',
          `${formatCount(done)} of ${formatCount(total)}`,
          `${formatCount(done / seconds)}/s`,
          done > 0 ? `${formatDuration(((total - done) * seconds) / done)} left` : null,
        )
      },
      io.signal,
    )
    const { human, bulk, model } = written.bySource
    report.result(written, [
      `${plural(written.rows, 'row')} written to ${written.out} in ${formatDuration(written.seconds)}`,
      `${formatCount(human)} labeled one by one, ${formatCount(bulk)} in bulk, ${formatCount(model)} by the model`,
      ...(written.excluded > 0 ? [`${plural(written.excluded, 'sample')} left out: excluded by people`] : []),
    ])
  })
}

/** The format that the ending of the target stands for; a name without one is a folder. */
export function formatOf(out: string): ExportFormat {
  const ending = extname(out).toLowerCase()
  if (ending === '.csv') return 'csv'
  if (ending === '.jsonl' || ending === '.ndjson') return 'jsonl'
  if (ending === '') return 'folder'
  throw new FewlabelError('bad-request', 'What to write cannot be told from the name.', {
    expected: 'a name that ends in .csv or .jsonl, or a folder',
    found: out,
    remedy: 'Say it with --format csv, jsonl or folder.',
  })
}
