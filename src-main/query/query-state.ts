import type { NodeGraph } from '../decoder/greens-function.ts'
import type { LabelDecoder, Predictions } from '../decoder/label-decoder.ts'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from './cluster-index.ts'
import type { SurveyMemory } from './survey-memory.ts'

/** All that questions to people are chosen by. Samples are counted from 0; nothing here is changed by querying. */
export interface QueryState {
  posteriors: SparsePosteriors
  clusters: ClusterIndex
  /** Along which labels are expected to spread: the anchor graph, or the one over components. */
  graph: NodeGraph
  /** What earlier questions made known of that graph. */
  survey: SurveyMemory
  decoder: LabelDecoder
  /** What that decoder said last. */
  predictions: Predictions
  /** Id of the class a person gave each sample, 0 for none and for excluded ones [≥ count]. */
  labeled: ArrayLike<number>
  /**
   * Not 0 where a labeled sample was drawn for the audit [≥ count]; absent: none was. Questions are chosen as if these
   * had not been asked: if they kept away from them, leaving an audit label out would leave a hole such as there is
   * nowhere else, and accuracy would be told too low.
   */
  drawn?: ArrayLike<number>
  /** Not 0 where a person passed the sample over [≥ count]: it is not asked again. Absent: nobody passed over any. */
  skipped?: ArrayLike<number>
  /** Not 0 where a person called it junk [≥ count]: it is not asked and says nothing. Absent: nobody did. */
  excluded?: ArrayLike<number>
  /** 0 where nobody could answer [≥ count], as in a simulation without truth for it. Absent: all can be. */
  answerable?: ArrayLike<number>
  /** How many times the usual distance each sample is from its neighbours [count]; absent while nobody knows. */
  oddness?: ArrayLike<number> | null
  /** Id of each of the decoder's classes. */
  classIds: ArrayLike<number>
}
