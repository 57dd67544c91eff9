import { resolve } from 'node:path'
import {
  type ColumnRole,
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  importRequestSchema,
  type SourceColumn,
} from '../../../contract/data.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, formatDuration, plural } from '../formatting.ts'
import type { ProgressLine } from '../progress-line.ts'
import { type Session, withProject } from '../session.ts'

/** Notices and problems printed; the JSON report holds more. */
const problemsShown = 20
const fieldsShown = 8

/** `fewlabel import`: brings a source into a project. */
export async function importCommand(session: Session, options: CommandOptions['import']): Promise<void> {
  const { file, source, labels, side, colour, fit, ...rest } = options
  await withProject(session, { command: 'import', file, create: 'missing' }, async (opened) => {
    const { project, workbench } = opened
    const given = Object.fromEntries(
      Object.entries({ side, colour, fit }).filter(([, value]) => value !== undefined),
    )
    const request = importRequestSchema.parse({
      ...rest,
      columnRoles: rolesOf(options),
      source: resolve(source),
      labels: labels && resolve(labels),
      // Later imports are treated like the first one.
      recipe: { ...project.store.samples.recipe(), ...given },
    })
    const { columns } = await workbench.previewSource(request)
    if (columns) session.report.note(columnsLine(columns))
    const report = await project.imports.run(
      request,
      importProgress('Importing', session.report.progress),
      session.io.signal,
    )
    for (const problem of [...report.notices, ...report.problems].slice(0, problemsShown)) {
      session.report.note(`${[problem.file, problem.place].filter(Boolean).join(', ')}: ${problem.reason}`)
    }
    const more = report.notices.length + report.failed - problemsShown
    if (more > 0) session.report.note(`… and ${formatCount(more)} more`)
    session.report.result(report, importLines(report, project.summary().path))
  })
}

const columnOptions = {
  truthColumn: 'truth',
  labelColumn: 'label',
  annotatorColumn: 'annotator',
  labeledAtColumn: 'labeled-at',
  idColumn: 'id',
  textColumn: 'text',
  embeddingColumn: 'embedding',
  imageColumn: 'image',
} as const satisfies Partial<Record<keyof CommandOptions['import'], ColumnRole>>

/** Roles of columns by the options that name them; undefined without any. */
export function rolesOf(
  options: Pick<CommandOptions['import'], keyof typeof columnOptions>,
): ImportRequest['columnRoles'] {
  const names = Object.keys(columnOptions) as (keyof typeof columnOptions)[]
  const roles = names.flatMap((name) => {
    const column = options[name]
    return column === undefined ? [] : [{ column, role: columnOptions[name] }]
  })
  return roles.length === 0 ? undefined : roles
}

/** What the columns of a table are used for: `columns: 4 features, text "body", truth "kind", fields "place", "year"` */
export function columnsLine(columns: readonly SourceColumn[]): string {
  const named = (role: ColumnRole) =>
    columns.flatMap((column) => (column.role === role ? [JSON.stringify(column.name)] : []))
  const features = named('feature').length
  const parts = [
    ...(features > 0 ? [plural(features, 'feature')] : []),
    ...(['embedding', 'image', 'text', 'truth', 'label', 'annotator', 'labeled-at', 'id'] as const).flatMap(
      (role) => named(role).map((name) => `${role} ${name}`),
    ),
  ]
  const fields = named('field')
  if (fields.length > 0) {
    const more = fields.length - fieldsShown
    const some = [...fields.slice(0, fieldsShown), ...(more > 0 ? [`and ${formatCount(more)} more`] : [])]
    parts.push(`${fields.length === 1 ? 'field' : 'fields'} ${some.join(', ')}`)
  }
  return `columns: ${parts.join(', ')}`
}

/** A listener that shows an import's progress with its rate. */
export function importProgress(verb: string, line: ProgressLine): (progress: ImportProgress) => void {
  const started = performance.now()
  return ({ done, total, secondsLeft }) => {
    const rate = (1000 * done) / Math.max(1, performance.now() - started)
    line.show(
      verb,
      total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
      `${formatCount(rate)}/s`,
      secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`,
    )
  }
}

/** What was imported, in words. */
export function importLines(report: ImportReport, path: string): string[] {
  const { imported, duplicates, failed, truthClasses, labels, labelAnnotators, seconds } = report
  return [
    `${plural(imported, 'sample')} imported into ${path} in ${formatDuration(seconds)}`,
    ...(truthClasses.length > 0
      ? [`ground truth of ${plural(truthClasses.length, 'class', 'classes')}`]
      : []),
    ...(labels > 0
      ? [`${plural(labels, 'label')} taken in, of ${labelAnnotators.slice(0, 10).join(', ')}`]
      : []),
    ...(duplicates > 0 ? [`${plural(duplicates, 'duplicate')} left out`] : []),
    ...(failed > 0 ? [`${plural(failed, 'item')} could not be read`] : []),
  ]
}
