import { basename, resolve } from 'node:path'
import type { OpenProject } from '../../../app/open-project.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import type { CommandOptions } from '../command-options.ts'
import { formatCount, plural } from '../formatting.ts'
import { type LabelRow, readLabelFile } from '../label-file.ts'
import { type Session, withProject } from '../session.ts'

/** Ids named in an error; a file of the wrong project has thousands. */
const idsNamed = 20

/** `fewlabel label`: takes over labels from a file; all of them or, where something does not fit, none. */
export async function labelCommand(session: Session, options: CommandOptions['label']): Promise<void> {
  const { file, skipUnknown, annotator } = options
  const source = resolve(options.labels)
  const { rows, fromModel } = await readLabelFile(source)
  await withProject(session, { command: 'label', file, create: 'never' }, async ({ project, workbench }) => {
    await project.ready()
    const { known, unknown } = matchRows(rows, project.store.samples.externalIds(), source)
    if (unknown.length > 0) {
      if (!skipUnknown || known.length === 0) throw unknownIds(unknown, source)
      session.report.note(`${plural(unknown.length, 'id')} not in the project, left out: ${nameIds(unknown)}`)
    }
    if (fromModel > 0) session.report.note(`${plural(fromModel, 'row')} labeled by the model only, left out`)
    const { added, steps } = labelSteps(project, known, annotator ?? workbench.shellInfo().annotator)
    project.labeling.takeIn(steps, { kind: 'file', name: basename(source) })
    session.report.result(
      {
        labeled: known.length,
        unknown: unknown.length,
        fromModel,
        classesAdded: added,
        labels: project.summary().labels,
      },
      [
        `${plural(known.length, 'sample')} labeled from ${source}`,
        ...(added.length > 0
          ? [`${plural(added.length, 'class', 'classes')} added: ${added.join(', ')}`]
          : []),
        `${formatCount(project.summary().labels)} of ${formatCount(project.summary().samples)} samples have a label now`,
      ],
    )
  })
}

interface Said {
  kind: 'label'
  annotator: string
  classId: number
  samples: number[]
  at: string
}

export interface KnownRow extends LabelRow {
  sampleId: number
}

/**
 * Finds each row's sample by the identifier it had in its source.
 *
 * @param externalIds of samples 1, 2, …
 * @throws FewlabelError `source-mismatch` for an id that several samples have, or that has two labels in the file
 */
export function matchRows(
  rows: readonly LabelRow[],
  externalIds: readonly string[],
  file: string,
): { known: KnownRow[]; unknown: LabelRow[] } {
  /** 0 where several samples have the id. */
  const samples = new Map<string, number>()
  for (const [ordinal, id] of externalIds.entries()) samples.set(id, samples.has(id) ? 0 : ordinal + 1)
  const known = new Map<string, KnownRow>()
  const unknown: LabelRow[] = []
  for (const row of rows) {
    const sampleId = samples.get(row.id)
    const before = known.get(row.id)
    if (sampleId === undefined) unknown.push(row)
    else if (sampleId === 0) {
      throw new FewlabelError('source-mismatch', `Several samples of the project have the id “${row.id}”.`, {
        file,
        place: `line ${row.line}`,
        remedy: 'Label them in the window, or import each source into a project of its own.',
      })
    } else if (before && before.label !== row.label) {
      throw new FewlabelError('source-mismatch', `The id “${row.id}” has two labels.`, {
        file,
        place: `lines ${before.line} and ${row.line}`,
        found: `${before.label} and ${row.label}`,
        remedy: 'Keep one of the rows.',
      })
    } else known.set(row.id, { ...row, sampleId })
  }
  return { known: [...known.values()], unknown }
}

/** One per annotator and class, together one step of the history; classes that are not there yet are added. */
function labelSteps(project: OpenProject, rows: readonly KnownRow[], annotator: string) {
  const added: string[] = []
  const at = new Date().toISOString()
  const steps = new Map<string, Said>()
  for (const row of rows) {
    let known = project.store.classes.find(row.label)
    if (!known) {
      known = project.labeling.classes.add({ name: row.label })
      added.push(known.name)
    }
    const who = row.annotator ?? annotator
    const key = JSON.stringify([known.id, who])
    const step = steps.get(key)
    if (step) step.samples.push(row.sampleId)
    else steps.set(key, { kind: 'label', annotator: who, classId: known.id, samples: [row.sampleId], at })
  }
  return { added, steps: [...steps.values()] }
}

function unknownIds(unknown: readonly LabelRow[], file: string): FewlabelError {
  return new FewlabelError(
    'sample-not-found',
    `${plural(unknown.length, 'id')} not in the project; nothing was labeled.`,
    {
      file,
      place:
        unknown.length === 1
          ? `line ${unknown[0].line}`
          : `lines ${unknown[0].line} to ${unknown.at(-1)?.line}`,
      expected: 'ids as they are in the source of the samples',
      found: nameIds(unknown),
      remedy: 'Correct the ids, or leave those rows out with --skip-unknown.',
    },
  )
}

function nameIds(rows: readonly LabelRow[]): string {
  const named = rows.slice(0, idsNamed).map(({ id }) => id)
  return (
    named.join(', ') + (rows.length > idsNamed ? `, … (${formatCount(rows.length - idsNamed)} more)` : '')
  )
}
