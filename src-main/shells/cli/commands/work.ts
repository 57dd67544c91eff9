import { extname } from 'node:path'
import { FewlabelError } from '../../../contract/errors.ts'
import { auditLogFormats, type WorkPlan, workPackagesSchema, workPlanSchema } from '../../../contract/work.ts'
import { agreementLines, mergeLines, statusLines } from '../agreement-lines.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatBytes, formatCount, formatDuration, plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'

/** `fewlabel work make`: a package of work for each person. */
export async function workMakeCommand(session: Session, options: CommandOptions['workMake']): Promise<void> {
  const { file, out, overlap, overlapShare, independent } = options
  const request = workPackagesSchema.parse({ ...planOf(options), overlap, overlapShare, independent, out })
  await withProject(session, { command: 'work make', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const { report, io } = session
    const made = await project.work.makePackages(request, {
      signal: io.signal,
      onProgress: ({ annotator, done, total, secondsLeft }) =>
        report.progress.show(
          `Package for ${annotator}`,
          `${formatCount(done)} of ${formatCount(total)}`,
          secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`,
        ),
    })
    report.result(
      { packages: made },
      made.flatMap((one) => [
        `${one.annotator}: ${plural(one.samples, 'sample')} in ${one.file}, ${formatBytes(one.bytes)}, ` +
          `${one.withModel ? 'with' : 'without'} the model’s guesses`,
        ...(one.withoutOriginal > 0
          ? [`  ${plural(one.withoutOriginal, 'large original')} left here; small pictures travel`]
          : []),
      ]),
    )
  })
}

/** `fewlabel work assign`: who is asked about what in this project. */
export async function workAssignCommand(
  session: Session,
  options: CommandOptions['workAssign'],
): Promise<void> {
  const { file } = options
  await withProject(session, { command: 'work assign', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const team = project.work.assign(workPlanSchema.parse(planOf(options)))
    session.report.result(team, statusLines(team))
  })
}

/** `fewlabel work merge`: takes packages back in, each as one step of the history. */
export async function workMergeCommand(
  session: Session,
  options: CommandOptions['workMerge'],
): Promise<void> {
  const { file, packages } = options
  await withProject(session, { command: 'work merge', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const merged = packages.map((path) => project.work.merge(path))
    session.report.result({ merged, labels: project.summary().labels }, [
      ...merged.flatMap(mergeLines),
      `${formatCount(project.summary().labels)} of ${formatCount(project.summary().samples)} samples have a label now`,
    ])
  })
}

/** `fewlabel work status`: who has how much to do, and which packages came back. */
export async function workStatusCommand(
  session: Session,
  { file }: CommandOptions['workStatus'],
): Promise<void> {
  await withProject(session, { command: 'work status', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const team = project.work.team()
    session.report.result(team, statusLines(team))
  })
}

/** `fewlabel agreement`: how far people agree. */
export async function agreementCommand(
  session: Session,
  { file }: CommandOptions['agreement'],
): Promise<void> {
  await withProject(session, { command: 'agreement', file, create: 'never' }, async ({ project }) => {
    await project.ready()
    const { agreement, people, disputes, settled } = project.work.team()
    const names = new Map(project.labeling.classes.list().map(({ id, name }) => [id, name]))
    session.report.result(
      { agreement, people, disputes, settled },
      agreementLines(agreement, people, (classId) => names.get(classId) ?? `class ${classId}`),
    )
  })
}

/** `fewlabel work log`: the whole label log, for other eyes. */
export async function workLogCommand(session: Session, options: CommandOptions['workLog']): Promise<void> {
  const { file, out, overwrite, format = formatOf(out) } = options
  await withProject(session, { command: 'work log', file, create: 'never' }, async ({ project }) => {
    const written = await project.work.writeLog({ out, format, overwrite }, session.io.signal)
    session.report.result(written, [
      `${plural(written.events, 'event')} in ${plural(written.rows, 'row')} written to ${written.out}`,
      `SHA-256 ${written.sha256}`,
    ])
  })
}

function planOf({
  annotator: people,
  clusters,
  range,
  share = 1,
  withLabeled,
  seed,
}: CommandOptions['workAssign']): Pick<WorkPlan, 'people' | 'choice' | 'withLabeled' | 'seed'> {
  const choice: WorkPlan['choice'] = clusters
    ? { from: 'clusters', clusters }
    : range
      ? { from: 'range', ...range }
      : { from: 'share', share }
  return { people, choice, withLabeled, seed }
}

function formatOf(out: string): (typeof auditLogFormats)[number] {
  const ending = extname(out).slice(1).toLowerCase()
  const format = auditLogFormats.find((name) => name === ending)
  if (format) return format
  throw new FewlabelError('bad-request', 'The ending of the file does not say what to write.', {
    expected: 'a name that ends in .csv or .jsonl, or --format',
    found: out,
  })
}
