import { FewlabelError } from '../contract/errors.ts'
import type { Snapshot, SnapshotClass } from '../contract/snapshots.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { RefinementRequest } from '../decoder/refiner.ts'
import { LabelReader } from '../project/label-reader.ts'
import type { Project } from '../project/project.ts'
import { ClusterSplits } from './cluster-splits.ts'
import { labelWords } from './label-words.ts'
import { keptState, type LabeledState } from './labeled-state.ts'
import { PredictionState, type SortedSamples } from './prediction-state.ts'
import { snapshotDigest } from './snapshot-digest.ts'
import { loadSortedThen } from './sorted-samples.ts'

/** A snapshot with everything it stands for. */
export interface RecalledSnapshot {
  snapshot: Snapshot
  /** What people had said. */
  log: LabelReader
  state: LabeledState
}

/** Spreads labels among neighbours; null where none is to be had for so many samples. */
export type Refine = (sorted: SortedSamples, request: RefinementRequest) => Promise<Refinement | null>

/**
 * Labels and decoder of a snapshot as they were, bit for bit: the label log is replayed to its last event, and the
 * decoder made anew from what the run left behind.
 *
 * @throws FewlabelError `project-damaged` where what is there is not what the snapshot was taken of
 */
export async function recallSnapshot(
  project: Project,
  snapshot: Snapshot,
  refine: Refine,
): Promise<RecalledSnapshot> {
  const { lastEvent, samples, runId, sorted: sortedCount, facts } = snapshot
  const log = new LabelReader(project.labels.stateAt(lastEvent, samples, resolverOf(facts.classes)))
  if (snapshotDigest(project, snapshot, log) !== snapshot.sha256) throw changed(project, snapshot)
  const whole = runId === null ? null : loadSortedThen(project, runId, sortedCount)
  if (runId !== null && !whole) throw changed(project, snapshot)
  const classes = facts.classes
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id, name, colour }) => ({ id, name, colour }))
  let predictions: PredictionState | null = null
  if (whole) {
    const sorted = new ClusterSplits(project, whole).inEffect(log)
    const classIds = classes.map(({ id }) => id)
    predictions = new PredictionState(
      facts.decoder,
      sorted,
      classIds,
      labelWords(log, () => facts.prior),
    )
    const request = predictions.decoder.refinable()
    const refinement = request && (await refine(sorted, request))
    if (refinement) {
      predictions.decoder.adoptRefinement(refinement)
      predictions.decoder.decodeAll(predictions.predictions)
    }
  }
  return { snapshot, log, state: keptState({ log, classes, predictions, prior: facts.prior }) }
}

/** The class that a class stood for after all merges of then. */
export function resolverOf(classes: readonly SnapshotClass[]): (classId: number) => number {
  const mergedInto = new Map(classes.map((each) => [each.id, each.mergedInto]))
  return (classId) => {
    let id = classId
    for (let next = mergedInto.get(id); next; next = mergedInto.get(id)) id = next
    return id
  }
}

function changed({ path }: Project, { name }: Snapshot): FewlabelError {
  return new FewlabelError('project-damaged', `What the snapshot “${name}” was taken of has changed.`, {
    file: path,
    expected: 'labels and model of the sum that the snapshot names',
    found: 'others',
    remedy: 'Restore the file from a backup.',
  })
}
