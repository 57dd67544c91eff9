import { FewlabelError } from '../contract/errors.ts'
import type { SampleView } from '../contract/labeling.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import type { Project } from '../project/project.ts'
import type { LabelingModel } from './labeling-model.ts'

/** How much of a sample's text comes along wherever the sample does. */
const textStartLength = 240

/** Samples as the window shows them: what people said of each, and what the model says, never mixed. */
export class SampleViews {
  readonly #project: Project
  readonly #model: LabelingModel

  constructor(project: Project, model: LabelingModel) {
    this.#project = project
    this.#model = model
  }

  /** @throws FewlabelError `sample-not-found` */
  require(id: number): number {
    if (id < 1 || id > this.#project.samples.count()) {
      throw new FewlabelError('sample-not-found', `There is no sample ${id}.`)
    }
    return id
  }

  describe(ordinals: readonly number[]): SampleView[] {
    const { labels: log, samples, comments } = this.#project
    const { labels, skipped, flagged, excluded } = log.current()
    const { predictions, sorted } = this.#model
    const ids = ordinals.map((ordinal) => ordinal + 1)
    const texts = samples.textStarts(ids, textStartLength)
    return samples.metas(ids).map(({ id, externalId }, i) => {
      const ordinal = ordinals[i]
      const origin = labels[ordinal] !== 0 ? log.origin(id) : null
      const component = sorted?.clusters.component[ordinal] ?? noComponent
      const isSorted = component !== noComponent
      return {
        id,
        externalId,
        label: origin && { classId: labels[ordinal], source: origin.source, annotator: origin.annotator },
        guess: predictions?.guess(ordinal) ?? null,
        skipped: skipped[ordinal] === 1,
        flagged: flagged[ordinal] === 1,
        flagReason: log.flagReason(id),
        excluded: excluded[ordinal] === 1,
        comments: comments.count(id),
        text: texts[i],
        component: isSorted ? component : null,
        responsibility: isSorted ? (sorted?.clusters.responsibility[ordinal] ?? null) : null,
      }
    })
  }
}
