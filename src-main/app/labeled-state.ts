import type { ClassPrior } from '../contract/labeling.ts'
import type { ExportClass, ExportOpinion } from '../export/export-writer.ts'
import type { LabelReader } from '../project/label-reader.ts'
import { sourceBulk } from '../project/label-state.ts'
import type { Project } from '../project/project.ts'
import type { LabelingModel } from './labeling-model.ts'
import type { PredictionState } from './prediction-state.ts'

/** Who gave a sample its label, and when. */
export interface LabelGiver {
  annotator: string
  /** ISO 8601, UTC. */
  at: string
}

/** What people and the model say at one moment; later labels do not change it. */
export interface LabeledState {
  /** Class id by ordinal, merges resolved; 0 where nobody labeled. */
  labels: Int32Array
  /** `sourceHuman` or `sourceBulk` by ordinal; 0 where nobody labeled. */
  sources: Uint8Array
  /** 1 where people took the sample out. */
  excluded: Uint8Array
  /** Classes that can be given, in their order. */
  classes: readonly ExportClass[]
  /** Null where nobody labeled. */
  giver(ordinal: number): LabelGiver | null
  /** What each person says, oldest first. */
  opinions(ordinal: number): ExportOpinion[]
  /** Knows the classes above in their order; null before the first training. */
  predictions: PredictionState | null
  /** How frequent the classes are taken to be. */
  prior: ClassPrior
}

/** What tells which samples an export holds. */
export type SelectableState = Pick<LabeledState, 'labels' | 'sources' | 'excluded' | 'giver' | 'predictions'>

/** The project as it is now, to be read at once: it changes with every label. */
export function liveState(project: Project, model: LabelingModel): SelectableState {
  return {
    ...project.labels.current(),
    giver: (ordinal) => project.labels.origin(ordinal + 1),
    predictions: model.predictions,
  }
}

/** The project as it is now, kept. */
export function presentState(project: Project, model: LabelingModel): LabeledState {
  return keptState({
    log: project.labels,
    classes: project.classes.list().map(({ id, name, colour }) => ({ id, name, colour })),
    predictions: model.snapshot(),
    prior: model.prior,
  })
}

/** What a log says, kept, with what the model says. */
export function keptState({
  log,
  ...model
}: Pick<LabeledState, 'classes' | 'predictions' | 'prior'> & { log: LabelReader }): LabeledState {
  const current = log.current()
  const labels = current.labels.slice()
  const sources = current.sources.slice()
  const givers = giversOf(log, labels)
  const nameOf = new Map(model.classes.map(({ id, name }) => [id, name]))
  const shared = sharedOpinions(log, nameOf)
  return {
    ...model,
    labels,
    sources,
    excluded: current.excluded.slice(),
    giver: (ordinal) => givers[ordinal] ?? null,
    opinions: (ordinal) => {
      const several = shared.get(ordinal)
      if (several) return several
      const giver = givers[ordinal]
      const label = nameOf.get(labels[ordinal])
      if (!giver || label === undefined) return []
      const { annotator, at } = giver
      return [{ annotator, at, label, source: sources[ordinal] === sourceBulk ? 'bulk' : 'human' }]
    },
  }
}

/** By ordinal. There may be millions: samples in a row that one step labeled share what is known of it. */
function giversOf(log: LabelReader, labels: Int32Array): (LabelGiver | null)[] {
  const givers = new Array<LabelGiver | null>(labels.length).fill(null)
  let eventId: number | null = null
  let giver: LabelGiver | null = null
  for (let ordinal = 0; ordinal < labels.length; ordinal++) {
    const origin = labels[ordinal] === 0 ? null : log.origin(ordinal + 1)
    if (!origin) continue
    if (origin.eventId !== eventId) giver = { annotator: origin.annotator, at: origin.at }
    eventId = origin.eventId
    givers[ordinal] = giver
  }
  return givers
}

/** Of the samples that several people labeled, by ordinal. */
function sharedOpinions(log: LabelReader, nameOf: ReadonlyMap<number, string>): Map<number, ExportOpinion[]> {
  const ordinals = log.shared()
  if (ordinals.length === 0) return new Map()
  const opinions = Array.from(ordinals, (ordinal) => ({ ordinal, said: log.opinions(ordinal + 1) }))
  const isWanted = new Set(opinions.flatMap(({ said }) => said.map(({ eventId }) => eventId)))
  const eventOf = new Map<number, { at: string; source: ExportOpinion['source'] }>()
  for (const { action } of log.inEffect()) {
    if (isWanted.has(action.id))
      eventOf.set(action.id, { at: action.at, source: action.kind === 'bulk' ? 'bulk' : 'human' })
  }
  return new Map(
    opinions.map(({ ordinal, said }) => [
      ordinal,
      said.flatMap(({ annotator, classId, eventId }) => {
        const event = eventOf.get(eventId)
        const label = nameOf.get(classId)
        return event && label !== undefined ? [{ annotator, label, ...event }] : []
      }),
    ]),
  )
}
