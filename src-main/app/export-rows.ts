import type { ExportRow } from '../contract/export.ts'
import type { SampleStore } from '../project/sample-store.ts'
import { clusterOf, type ExportSelection, sourceOf } from './export-selection.ts'
import type { LabeledState } from './labeled-state.ts'
import type { PredictionState } from './prediction-state.ts'

/** Samples whose names are read at a time. */
const pageSize = 256

/** Which part of a split each row belongs to. */
export interface RowParts {
  names: readonly string[]
  /** By row of the selection. */
  partOf: ArrayLike<number>
}

/** The rows of an export, in the order of the samples. */
export function* exportRows(
  samples: SampleStore,
  state: LabeledState,
  selection: ExportSelection,
  parts: RowParts | null,
): Generator<ExportRow> {
  const { ordinals, classIds } = selection
  const { predictions } = state
  const nameOf = new Map(state.classes.map(({ id, name }) => [id, name]))
  const indexOf = new Map(predictions?.classIds.map((id, i) => [id, i]))
  const classCount = indexOf.size
  for (let i = 0; i < ordinals.length; ) {
    const first = ordinals[i]
    const page = samples.metaRange(first, pageSize)
    // One array for all rows of a page: a million small ones would lie in memory for long.
    const room = new Float32Array(pageSize * classCount)
    for (; i < ordinals.length && ordinals[i] < first + pageSize; i++) {
      const ordinal = ordinals[i]
      const meta = page[ordinal - first]
      const source = sourceOf(state, ordinal)
      const at = (ordinal - first) * classCount
      const probabilities =
        predictions &&
        modelProbabilities(predictions, ordinal, source !== 'model', room.subarray(at, at + classCount))
      const giver = source === 'model' ? null : state.giver(ordinal)
      yield {
        id: meta.externalId,
        source: meta.sourcePath,
        label: nameOf.get(classIds[i]) ?? '',
        labelSource: source,
        confidence: probabilities?.[indexOf.get(classIds[i]) ?? -1] ?? null,
        cluster: clusterOf(state, ordinal),
        probabilities,
        annotator: giver?.annotator ?? null,
        labeledAt: giver?.at ?? null,
        split: parts?.names[parts.partOf[i]] ?? null,
        sampleId: meta.id,
      }
    }
  }
}

/**
 * Null where the model has no opinion. Of a labeled sample what the model would say without that label: a person's word
 * is no probability of the model's.
 */
function modelProbabilities(
  predictions: PredictionState,
  ordinal: number,
  isLabeled: boolean,
  out: Float32Array,
): Float32Array | null {
  if (!predictions.guess(ordinal)) return null
  const { decoder } = predictions
  return isLabeled ? decoder.leaveOneOut(ordinal, out) : decoder.probabilities(ordinal, out)
}
