import type { LabelClass, LabelingSummary } from '../contract/labeling.ts'
import type { Project } from '../project/project.ts'
import type { LabelingModel } from './labeling-model.ts'
import { countSamples, type SampleCounts } from './sample-counts.ts'

/**
 * Numbers over all samples, for the window's header and its list of classes. They are counted once per revision, whoever
 * asks and however often: with a million samples each count is milliseconds.
 */
export class LabelingCounts {
  readonly #project: Project
  readonly #model: LabelingModel
  #counted: { revision: number; counts: SampleCounts } | null = null
  /** Imported ground truth by ordinal and the names it points to, read once: that takes as long as many labels. */
  #imported: { truth: Int16Array; names: string[] } | null = null
  /** The same as the decoder counts classes, with the classes it was made for. */
  #truth: { key: string; classes: Int16Array } | null = null

  constructor(project: Project, model: LabelingModel) {
    this.#project = project
    this.#model = model
  }

  /** Samples were imported. */
  refresh(): void {
    this.#counted = null
    this.#imported = null
    this.#truth = null
  }

  /** @param revision of labels, classes and model; what was counted for it is not counted again */
  summary(revision: number): LabelingSummary {
    const { predictions, sorted, decoderKind } = this.#model
    const samples = this.#project.samples.count()
    const { labeled, skipped, flagged, excluded, open, confident, known, right } = this.#countsOf(revision)
    return {
      samples,
      labeled,
      skipped,
      flagged,
      excluded,
      commented: this.#project.comments.samplesWithComments().length,
      confident: open > 0 ? confident / open : 0,
      accuracyAgainstTruth: known > 0 ? right / known : null,
      decoder: decoderKind,
      prior: this.#model.prior,
      revision,
      canUndo: this.#project.labels.canUndo,
      canRedo: this.#project.labels.canRedo,
      runId: sorted?.runId ?? null,
      unsorted: sorted ? samples - (predictions?.count ?? 0) : 0,
    }
  }

  /** @param revision as for {@link summary} */
  classes(revision: number): LabelClass[] {
    const { labeledAs, guessedAs } = this.#countsOf(revision)
    const places = new Map(this.#model.predictions?.classIds.map((id, place) => [id, place]))
    return this.#project.classes.list().map((entry) => ({
      ...entry,
      labeled: labeledAs[entry.id] ?? 0,
      predicted: guessedAs[places.get(entry.id) ?? -1] ?? 0,
    }))
  }

  #countsOf(revision: number): SampleCounts {
    if (this.#counted?.revision === revision) return this.#counted.counts
    const { predictions: decoded } = this.#model
    const counts = countSamples({
      samples: this.#project.samples.count(),
      labels: this.#model.labels(),
      current: this.#project.labels.current(),
      idLimit: this.#project.classes.list().reduce((largest, { id }) => Math.max(largest, id), 0) + 1,
      decoded: decoded && {
        predictions: decoded.predictions,
        count: decoded.count,
        classCount: decoded.classIds.length,
      },
      truth: () => this.#truthFor(decoded?.classIds ?? []),
    })
    this.#counted = { revision, counts }
    return counts
  }

  /** Truth as the decoder counts classes; a truth class counts as the class of the same name. */
  #truthFor(classIds: readonly number[]): Int16Array | null {
    this.#imported ??= { truth: this.#project.samples.truth(), names: this.#project.samples.truthNames() }
    const { truth, names } = this.#imported
    if (names.length === 0) return null
    const classes = this.#project.classes.list()
    const key = JSON.stringify([classIds, classes.map(({ id, name }) => [id, name])])
    if (this.#truth?.key === key) return this.#truth.classes
    const idOfName = new Map(classes.map(({ id, name }) => [name.toLowerCase(), id]))
    const places = names.map((name) => {
      const place = classIds.indexOf(idOfName.get(name.toLowerCase()) ?? 0)
      return place < 0 ? -2 : place
    })
    this.#truth = { key, classes: truth.map((name) => (name < 0 ? -1 : places[name])) }
    return this.#truth.classes
  }
}
