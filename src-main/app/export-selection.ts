import { FewlabelError } from '../contract/errors.ts'
import type { ExportReport, ExportRequest } from '../contract/export.ts'
import type { LabelSource } from '../contract/labeling.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { sourceBulk } from '../project/label-state.ts'
import type { SelectableState } from './labeled-state.ts'

/** The samples that an export holds. */
export interface ExportSelection {
  /** Ordinals, ascending [n]. */
  ordinals: Uint32Array
  /** Class id of each row [n]. */
  classIds: Int32Array
  bySource: ExportReport['bySource']
  /** Samples left out because people excluded them. */
  excluded: number
}

/** What a request asks of a state, whatever is done with it. */
export type SelectionRequest = Pick<ExportRequest, 'sources' | 'minConfidence' | 'filter'>

/** @throws FewlabelError `not-trained` where clusters are asked for and there are none */
export function selectSamples(state: SelectableState, request: SelectionRequest): ExportSelection {
  const { labels, excluded } = state
  const { filter } = request
  if (filter.clusters && !state.predictions) {
    throw new FewlabelError('not-trained', 'The samples are not sorted into clusters yet.', {
      remedy: 'Start training first, or export without choosing clusters.',
    })
  }
  const classes = filter.classIds && new Set(filter.classIds)
  const annotators = filter.annotators && new Set(filter.annotators)
  const clusters = filter.clusters && new Set(filter.clusters)
  const ordinals = new Uint32Array(labels.length)
  const classIds = new Int32Array(labels.length)
  const bySource = { human: 0, bulk: 0, model: 0 }
  const fromModel = request.sources.includes('model') && !annotators
  let rows = 0
  let leftOut = 0
  for (let ordinal = 0; ordinal < labels.length; ordinal++) {
    if (excluded[ordinal] !== 0) {
      leftOut++
      continue
    }
    const source = sourceOf(state, ordinal)
    if (source === 'model' ? !fromModel : !request.sources.includes(source)) continue
    const classId = source === 'model' ? guessedClass(state, ordinal, request.minConfidence) : labels[ordinal]
    if (classId === 0 || classes?.has(classId) === false) continue
    if (annotators && !annotators.has(state.giver(ordinal)?.annotator ?? '')) continue
    if (clusters && !clusters.has(clusterOf(state, ordinal) ?? -1)) continue
    ordinals[rows] = ordinal
    classIds[rows] = classId
    bySource[source]++
    rows++
  }
  return {
    ordinals: ordinals.slice(0, rows),
    classIds: classIds.slice(0, rows),
    bySource,
    excluded: leftOut,
  }
}

/** Whose word a sample's label is. */
export function sourceOf({ labels, sources }: SelectableState, ordinal: number): LabelSource {
  if (labels[ordinal] === 0) return 'model'
  return sources[ordinal] === sourceBulk ? 'bulk' : 'human'
}

/** Cluster in which a sample lies; null while it is not sorted. */
export function clusterOf({ predictions }: SelectableState, ordinal: number): number | null {
  if (!predictions || ordinal >= predictions.count) return null
  const component = predictions.sorted.clusters.component[ordinal]
  return component === noComponent ? null : component
}

/** 0 where the model has no opinion, or one that is not sure enough. */
function guessedClass({ predictions }: SelectableState, ordinal: number, minConfidence: number): number {
  const guess = predictions?.guess(ordinal)
  return guess && guess.confidence >= minConfidence ? guess.classId : 0
}

/** Why nothing fits, for the error. */
export function nothingToExport(request: ExportRequest): FewlabelError {
  const hasFilter = Object.values(request.filter).some((part) => part !== undefined)
  return new FewlabelError(
    'no-labels',
    hasFilter ? 'No sample fits what is chosen.' : 'There is nothing to export yet.',
    {
      remedy: hasFilter
        ? 'Choose other classes, annotators or clusters.'
        : request.sources.includes('model')
          ? 'Label some samples first, or lower the confidence.'
          : 'Label some samples first.',
    },
  )
}
