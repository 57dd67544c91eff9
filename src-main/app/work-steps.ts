import { FewlabelError } from '../contract/errors.ts'
import type { BatchStep, StepOrigin } from '../project/label-batches.ts'
import { requireBatchStep } from '../project/label-checks.ts'
import type { LabelEvent } from '../project/label-events.ts'
import type { Project } from '../project/project.ts'
import type { StoredOrigin } from '../project/work-store.ts'
import { PackageClears } from './work-clears.ts'

/** Events read at a time. */
const pageSize = 1000
/** No name of a person is longer. */
const longestName = 100

interface Matching {
  origin: StoredOrigin
  /** Ids here by ids there. */
  samples: ReadonlyMap<number, number>
  /** Number here of a class there; undefined where it is none here. */
  classes: { of: (there: number) => number | undefined }
  path: string
}

/**
 * What a package says, in the words of this project, without anything changing.
 *
 * @throws FewlabelError — `source-damaged` for steps that make no sense, `source-mismatch` for one of two copies
 */
export function readSteps(
  from: Project,
  project: Project,
  { origin, samples, classes, path }: Matching,
): { steps: BatchStep[]; withdrawn: number; leftOut: number } {
  const inEffect = new Set<number>()
  for (const { action } of from.labels.stepsInEffect()) inEffect.add(action.id)
  const clears = new PackageClears(from, project, samples)
  const origins = from.labels.origins(0, Number.MAX_SAFE_INTEGER)
  const taken = project.work.timesOf(from.labels.identity)
  const steps: BatchStep[] = []
  let withdrawn = 0
  let leftOut = 0
  let after = 0
  const isMissed = ({ samples: cleared }: LabelEvent) =>
    cleared.some(({ id }) => clears.isMissed(id, samples.get(id) ?? 0, from.labels.identity))
  for (let page = from.labels.events(after, pageSize); page.length > 0; ) {
    for (const event of page) {
      const at = taken.get(event.id)
      if (at !== undefined && at !== event.at) throw twoCopies(path)
      if (!inEffect.has(event.id)) {
        if (at !== undefined) withdrawn++
        continue
      }
      if (event.kind === 'split') leftOut++
      if (event.kind === 'clear' && isMissed(event)) withdrawn++
      const stepOrigin = origins.get(event.id) ?? { logId: from.labels.identity, eventId: event.id }
      const step = stepOf(event, stepOrigin, { origin, samples, classes, path, clears })
      if (!step) continue
      requireSound(step, project, path)
      steps.push(step)
    }
    after = page[page.length - 1].id
    page = from.labels.events(after, pageSize)
  }
  return { steps, withdrawn, leftOut }
}

/** Null where it means nothing here. */
function stepOf(
  event: LabelEvent,
  stepOrigin: StepOrigin,
  { origin, samples, classes, path, clears }: Matching & { clears: PackageClears },
): BatchStep | null {
  const { kind, annotator, at, asked, detail } = event
  if (annotator.length > longestName) throw nobody(path)
  if (kind === 'merge' || kind === 'split' || kind === 'undo' || kind === 'redo') return null
  const isMeant = (id: number) =>
    kind === 'clear' ? !clears.isLeftOut(id) : event.classId === null || !clears.isTakenBack(id, event.id)
  const touched = event.samples.filter(({ id }) => samples.has(id) && isMeant(id))
  if (touched.length === 0) return null
  const classId = event.classId === null ? undefined : classes.of(event.classId)
  if (event.classId !== null && classId === undefined) return null
  return {
    kind,
    classId,
    annotator,
    at,
    // A draw among some of the samples is an even one among all only where those were drawn so, and nobody showed a guess;
    // and a review there knew nothing of what others said here.
    asked:
      asked === 'audit' && !(origin.drawn && origin.independent)
        ? 'chosen'
        : asked === 'review'
          ? null
          : asked,
    detail,
    samples: touched.map(({ id }) => samples.get(id) as number),
    said: {
      classIds: touched.map(({ saidClassId }) => (saidClassId === null ? 0 : (classes.of(saidClassId) ?? 0))),
      confidences: touched.map(({ saidConfidence }) => saidConfidence ?? 0),
    },
    origin: stepOrigin,
  }
}

function requireSound(step: BatchStep, project: Project, file: string): void {
  try {
    requireBatchStep(step, project.samples.count())
  } catch (thrown) {
    const { message, details } = FewlabelError.from(thrown)
    const remedy = 'Ask for the package again, as it was saved by Fewlabel.'
    throw new FewlabelError('source-damaged', message, { ...details, file, remedy }, { cause: thrown })
  }
}

function nobody(file: string): FewlabelError {
  return new FewlabelError('source-damaged', 'A step in the package does not say whose it is.', {
    file,
    remedy: 'Ask for the package again, as it was saved by Fewlabel.',
  })
}

function twoCopies(file: string): FewlabelError {
  return new FewlabelError(
    'source-mismatch',
    'Another copy of this package was labeled and merged already; the two cannot be told apart.',
    {
      file,
      expected: 'one copy of each package in use',
      remedy: 'Make a package of its own for each person, and for each computer.',
    },
  )
}
