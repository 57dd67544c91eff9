import { extname, resolve } from 'node:path'
import packageJson from '../../../../package.json' with { type: 'json' }
import { classifySource, type PredictionFormat, predictionFormats } from '../../../app/classify-source.ts'
import { importRequestSchema } from '../../../contract/data.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import { startNodeProgram } from '../../../process/start-node-program.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, formatDuration, plural } from '../formatting.ts'
import type { Session } from '../session.ts'
import { importProgress, rolesOf } from './import.ts'

const problemsShown = 20

/** `fewlabel predict`: has a saved model say what new samples are. */
export async function predictCommand(session: Session, options: CommandOptions['predict']): Promise<void> {
  const { model, source, out, format, transpose, to = formatOf(out), overwrite } = options
  const { report, io } = session
  const { recipe: _, ...request } = importRequestSchema.parse({
    source: resolve(source),
    format,
    transpose,
    columnRoles: rolesOf(options),
    givenLabels: 'out',
  })
  const written = await classifySource(
    { model: resolve(model), source: request, out, format: to, overwrite },
    {
      startProgram: startNodeProgram,
      version: packageJson.version,
      onProgress: importProgress('Predicting', report.progress),
      signal: io.signal,
    },
  )
  for (const { file, place, reason } of written.problems.slice(0, problemsShown)) {
    report.note(`${[file, place].filter(Boolean).join(', ')}: ${reason}`)
  }
  const more = written.failed - problemsShown
  if (more > 0) report.note(`… and ${formatCount(more)} more`)
  report.result(written, [
    `${plural(written.rows, 'sample')} judged in ${formatDuration(written.seconds)}, written to ${written.out}`,
    ...(written.failed > 0 ? [`${plural(written.failed, 'item')} could not be read`] : []),
  ])
}

function formatOf(out: string): PredictionFormat {
  const ending = extname(out).slice(1).toLowerCase()
  const found = predictionFormats.find((format) => format === ending)
  if (found) return found
  throw new FewlabelError('bad-request', 'What to write cannot be told from the name.', {
    expected: 'a name that ends in .csv, .jsonl or .parquet',
    found: out,
    remedy: 'Say it with --to csv, jsonl or parquet.',
  })
}
