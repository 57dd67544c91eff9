import { FewlabelError } from '../contract/errors.ts'
import type { ActionOutcome, Asked, ClassPrior, DecoderKind, LabelingSummary } from '../contract/labeling.ts'
import type { HistoryEntry } from '../contract/window.ts'
import type { BatchStep, NewLabelBatch } from '../project/label-batches.ts'
import type { LabelChange, NewLabelEvent } from '../project/label-change.ts'
import type { Project } from '../project/project.ts'
import { summarise } from './action-summary.ts'
import { AssignedWork } from './assigned-work.ts'
import { AuditStream } from './audit-stream.ts'
import { ClassService } from './class-service.ts'
import { CommentService } from './comment-service.ts'
import { LabelingCounts } from './labeling-counts.ts'
import { LabelingModel } from './labeling-model.ts'
import { LabelingViews } from './labeling-views.ts'
import type { SortedSamples } from './prediction-state.ts'
import { SampleViews } from './sample-views.ts'

export interface LabelingServiceOptions {
  project: Project
  annotator: () => string
  publish: (summary: LabelingSummary) => void
  /** How many times the usual distance each sample is from its nearest; null or absent while nobody knows. */
  oddness?: () => ArrayLike<number> | null
  /** After an action on labels, before its summary is published; `changed` as in its outcome. */
  onLabeled?: (action: { eventId: number; changed: number }) => void
}

type Action = Pick<NewLabelEvent, 'kind' | 'classId' | 'asked' | 'detail'> & { samples: readonly number[] }

/**
 * Labels and what follows from them. An action is first committed to the project file, then told to the decoder,
 * then answered: what the window has seen acknowledged is on disk.
 */
export class LabelingService {
  readonly model: LabelingModel
  readonly views: LabelingViews
  readonly audit: AuditStream
  readonly classes: ClassService
  readonly comments: CommentService
  readonly #options: LabelingServiceOptions
  readonly #project: Project
  readonly #counts: LabelingCounts
  readonly #samples: SampleViews
  #revision = 0

  constructor(options: LabelingServiceOptions) {
    this.#options = options
    this.#project = options.project
    this.model = new LabelingModel(options.project, options.oddness ?? (() => null))
    this.audit = new AuditStream(options.project)
    const assigned = new AssignedWork(options.project)
    this.views = new LabelingViews(options.project, this.model, this.audit, {
      revision: () => this.#revision,
      ownWork: () => assigned.of(options.annotator()),
    })
    this.#samples = new SampleViews(options.project, this.model)
    this.#counts = new LabelingCounts(options.project, this.model)
    this.comments = new CommentService({
      project: options.project,
      annotator: options.annotator,
      onChanged: () => this.#changed(),
    })
    this.classes = new ClassService({
      project: options.project,
      list: () => this.#counts.classes(this.#revision),
      onAdded: (ids) => {
        this.model.predictions?.addClasses(ids)
        this.#changed()
      },
      onChanged: () => this.#changed(),
      merge: (from, into) => this.#act({ kind: 'merge', samples: [], classId: from, detail: { into } }),
      relabel: (samples, classId) => this.label(samples, classId, { review: true }),
    })
  }

  /** Takes a model's posteriors into use (null: there is none). */
  adoptSorted(sorted: SortedSamples | null): void {
    this.model.adopt(sorted)
    this.#changed()
  }

  /** The decoder's answers changed without any label having changed. */
  refined(): void {
    this.#changed()
  }

  /** Samples were imported; `relabeled`: with labels, and perhaps classes, of theirs. */
  refresh({ relabeled = false } = {}): void {
    if (relabeled) this.model.rebuild()
    else this.model.refresh()
    this.#counts.refresh()
    this.#changed()
  }

  summary(): LabelingSummary {
    return this.#counts.summary(this.#revision)
  }

  /** Steps, newest first: the last ones, or those before one. */
  history(request: { limit: number; before?: number }): HistoryEntry[] {
    return this.#project.labels.history(request)
  }

  setPrior(prior: ClassPrior): LabelingSummary {
    if (prior.kind === 'given') for (const { classId } of prior.shares) this.#project.classes.get(classId)
    this.model.choosePrior(prior)
    return this.#changed()
  }

  setDecoder(kind: DecoderKind): LabelingSummary {
    this.model.chooseDecoder(kind)
    return this.#changed()
  }

  /**
   * A person gives these samples, one or several, a class: one action, one undo. As a `review` it settles what people
   * said of them before. Whoever gives a class to a sample that has one already adds an opinion, also with the same one.
   */
  label(samples: readonly number[], classId: number, { review = false } = {}): ActionOutcome {
    const asked = review ? 'review' : this.#askedAs(samples)
    return this.#act({ kind: 'label', samples, classId, asked })
  }

  /**
   * Everything in the cluster that has no label yet and is not excluded, seen or not: kept apart as `bulk` for good, with
   * what it rests on.
   */
  labelCluster(component: number, classId: number): ActionOutcome {
    const samples = this.views.openIn(component)
    if (samples.length === 0) {
      throw new FewlabelError('no-labels', 'Every sample of this cluster has a label already.', {
        remedy: 'Go on with the next cluster.',
      })
    }
    return this.#act({ kind: 'bulk', samples, classId, detail: this.views.evidenceFor(component) })
  }

  /** Parts a cluster into several by where its members lie. */
  splitCluster(component: number, parts: number): ActionOutcome {
    return this.#act({ kind: 'split', samples: [], detail: this.model.planSplit(component, parts) })
  }

  clear(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'clear', samples })
  }

  skip(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'skip', samples, asked: this.#askedAs(samples) })
  }

  /** @param reason why, in people's own words */
  flag(samples: readonly number[], flagged: boolean, reason?: string): ActionOutcome {
    if (!flagged) return this.#act({ kind: 'unflag', samples })
    return this.#act({ kind: 'flag', samples, detail: reason === undefined ? null : { reason } })
  }

  /** Takes junk out of everything, or takes it back in. */
  exclude(samples: readonly number[], excluded: boolean): ActionOutcome {
    return this.#act({ kind: excluded ? 'exclude' : 'include', samples })
  }

  /** To the moment right after a step, as one action; null: before the first. */
  goTo(eventId: number | null): ActionOutcome {
    return this.#follow(this.#project.labels.goTo(eventId, this.#options.annotator()))
  }

  undo(): ActionOutcome {
    return this.#follow(this.#project.labels.undo(this.#options.annotator()))
  }

  redo(): ActionOutcome {
    return this.#follow(this.#project.labels.redo(this.#options.annotator()))
  }

  /** Takes in steps from elsewhere as one step of the history; those that are known already are left out. */
  takeIn(
    steps: readonly BatchStep[],
    about: Omit<NewLabelBatch, 'annotator'>,
  ): ReturnType<Project['labels']['appendBatch']> {
    const annotator = this.#options.annotator()
    const taken = this.#project.labels.appendBatch(steps, { ...about, annotator })
    if (taken.change) this.#follow(taken.change)
    return taken
  }

  /** The question that is answered: one that was asked about this sample alone, and that nobody has answered yet. */
  #askedAs([sample, ...others]: readonly number[]): Asked | null {
    const isOpen = others.length === 0 && this.#project.labels.current().labels[sample - 1] === 0
    return isOpen ? (this.audit.kindOf(sample) ?? null) : null
  }

  #act(action: Action): ActionOutcome {
    const { kind, classId, asked, detail } = action
    const samples = [...new Set(action.samples)]
    for (const id of samples) this.#samples.require(id)
    const guesses = samples.map((id) => this.model.predictions?.guess(id - 1) ?? null)
    const change = this.#project.labels.append({
      kind,
      classId,
      annotator: this.#options.annotator(),
      samples,
      asked,
      detail,
      said: {
        classIds: guesses.map((guess) => guess?.classId ?? 0),
        confidences: guesses.map((guess) => guess?.confidence ?? 0),
      },
    })
    return this.#follow(change)
  }

  /** After the commit: everything derived from the labels follows, then the window is told. */
  #follow(change: LabelChange): ActionOutcome {
    if (!(change.kind === 'label' || change.kind === 'bulk')) this.audit.rewind()
    const { changed, confident } = this.model.follow(change)
    if (change.before.some((label, i) => label !== change.after[i])) {
      this.#options.onLabeled?.({ eventId: change.eventId, changed: changed.length })
    }
    const { revision, canUndo, canRedo } = this.#changed()
    return {
      eventId: change.eventId,
      kind: change.kind,
      touched: change.samples.length,
      changed: changed.length,
      confident: confident.length,
      summary: summarise(change, this.#project.classes),
      steps: change.steps,
      revision,
      canUndo,
      canRedo,
    }
  }

  #changed(): LabelingSummary {
    this.#revision++
    const summary = this.summary()
    this.#options.publish(summary)
    return summary
  }
}
