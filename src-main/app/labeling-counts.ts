import type { LabelClass, LabelingSummary } from '../contract/labeling.ts'
import type { Project } from '../project/project.ts'
import type { LabelingModel } from './labeling-model.ts'

const confidentFrom = 0.9

/** Counts over all samples, for the window's header and its list of classes. One pass each. */
export class LabelingCounts {
  readonly #project: Project
  readonly #model: LabelingModel
  /** Imported ground truth by ordinal; read once, it takes as long as many labels. */
  #truth: Int16Array | null = null

  constructor(project: Project, model: LabelingModel) {
    this.#project = project
    this.#model = model
  }

  /** Samples were imported. */
  refresh(): void {
    this.#truth = null
  }

  summary(revision: number): LabelingSummary {
    const { labels, skipped, flagged } = this.#project.labels.current()
    const { predictions, sorted, decoderKind } = this.#model
    const samples = this.#project.samples.count()
    const sortedCount = predictions?.count ?? 0
    const confidence = predictions?.predictions.confidence
    const counts = { labeled: 0, skipped: 0, flagged: 0 }
    let confident = 0
    let unlabeled = 0
    for (let i = 0; i < samples; i++) {
      if (labels[i] !== 0) counts.labeled++
      else if (confidence && i < sortedCount) {
        unlabeled++
        if (confidence[i] >= confidentFrom) confident++
      }
      counts.skipped += skipped[i]
      counts.flagged += flagged[i]
    }
    return {
      samples,
      ...counts,
      confident: unlabeled > 0 ? confident / unlabeled : 0,
      accuracyAgainstTruth: counts.labeled > 0 ? this.#accuracyAgainstTruth() : null,
      decoder: decoderKind,
      revision,
      canUndo: this.#project.labels.canUndo,
      canRedo: this.#project.labels.canRedo,
      runId: sorted?.runId ?? null,
      unsorted: sorted ? samples - sortedCount : 0,
    }
  }

  classes(): LabelClass[] {
    const { labels } = this.#project.labels.current()
    const { predictions } = this.#model
    const labeled = new Map<number, number>()
    const predicted = new Map<number, number>()
    const count = (map: Map<number, number>, id: number) => map.set(id, (map.get(id) ?? 0) + 1)
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== 0) count(labeled, labels[i])
      else {
        const guess = predictions?.predictions.best[i] ?? -1
        if (predictions && guess >= 0) count(predicted, predictions.classIds[guess])
      }
    }
    return this.#project.classes.list().map((entry) => ({
      ...entry,
      labeled: labeled.get(entry.id) ?? 0,
      predicted: predicted.get(entry.id) ?? 0,
    }))
  }

  /** On unlabeled samples with imported truth; a truth class counts as the class of the same name. */
  #accuracyAgainstTruth(): number | null {
    const { predictions } = this.#model
    if (!predictions || !this.#project.samples.hasTruth()) return null
    this.#truth ??= this.#project.samples.truth()
    const { labels } = this.#project.labels.current()
    const idOfName = new Map(this.#project.classes.list().map(({ id, name }) => [name.toLowerCase(), id]))
    const truthIds = this.#project.samples.truthNames().map((name) => idOfName.get(name.toLowerCase()) ?? 0)
    const { best } = predictions.predictions
    let known = 0
    let right = 0
    for (let i = 0; i < predictions.count; i++) {
      if (labels[i] !== 0 || this.#truth[i] < 0) continue
      known++
      if (best[i] >= 0 && predictions.classIds[best[i]] === truthIds[this.#truth[i]]) right++
    }
    return known > 0 ? right / known : null
  }
}
