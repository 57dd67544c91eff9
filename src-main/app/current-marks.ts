import type { LabelReader } from '../project/label-reader.ts'
import { type LabelingModel, notSorted } from './labeling-model.ts'
import { type MapMarks, mapMarks } from './map-marks.ts'

/** What is known now of every sample on the map; `not-trained` before the first training. */
export function currentMarks(log: LabelReader, { sorted, predictions }: LabelingModel): MapMarks {
  if (!sorted) throw notSorted()
  return mapMarks({
    count: sorted.posteriors.count,
    component: sorted.clusters.component,
    current: log.current(),
    guesses: predictions && { ...predictions.predictions, classIds: predictions.classIds },
    annotatorOf: (ordinal) => log.origin(ordinal + 1)?.annotator ?? '',
  })
}
