import { FewlabelError } from '../contract/errors.ts'
import type { ActionOutcome, DecoderKind, LabelClass, LabelingSummary } from '../contract/labeling.ts'
import type { HistoryEntry } from '../contract/window.ts'
import type { LabelChange, NewLabelEvent } from '../project/label-log.ts'
import type { Project } from '../project/project.ts'
import { summarise } from './action-summary.ts'
import { LabelingCounts } from './labeling-counts.ts'
import { LabelingModel } from './labeling-model.ts'
import { LabelingViews } from './labeling-views.ts'
import type { SortedSamples } from './prediction-state.ts'

export interface LabelingServiceOptions {
  project: Project
  annotator: () => string
  publish: (summary: LabelingSummary) => void
}

type Action = Pick<NewLabelEvent, 'kind' | 'classId'> & { samples: readonly number[] }

/**
 * Labels and what follows from them. An action is first committed to the project file, then told to the decoder,
 * then answered: what the window has seen acknowledged is on disk.
 */
export class LabelingService {
  readonly model: LabelingModel
  readonly views: LabelingViews
  readonly #options: LabelingServiceOptions
  readonly #project: Project
  readonly #counts: LabelingCounts
  #revision = 0

  constructor(options: LabelingServiceOptions) {
    this.#options = options
    this.#project = options.project
    this.model = new LabelingModel(options.project)
    this.views = new LabelingViews(options.project, this.model)
    this.#counts = new LabelingCounts(options.project, this.model)
  }

  /** Takes a model's posteriors into use (null: there is none). */
  adoptSorted(sorted: SortedSamples | null): void {
    this.model.adopt(sorted)
    this.#changed()
  }

  /** Samples were imported. */
  refresh(): void {
    this.#counts.refresh()
    this.#changed()
  }

  summary(): LabelingSummary {
    return this.#counts.summary(this.#revision)
  }

  classes(): LabelClass[] {
    return this.#counts.classes()
  }

  history(limit: number): HistoryEntry[] {
    return this.#project.labels.history(limit)
  }

  addClass(request: { name: string; colour?: string; hotkey?: string | null }): LabelClass {
    const added = this.#project.classes.add(request)
    this.model.predictions?.addClass(added.id)
    this.#changed()
    return { ...added, labeled: 0, predicted: 0 }
  }

  updateClass(request: { id: number; name?: string; colour?: string; hotkey?: string | null }): LabelClass[] {
    const { classes } = this.#project
    if (request.name !== undefined) classes.rename(request.id, request.name)
    if (request.colour !== undefined) classes.recolour(request.id, request.colour)
    if (request.hotkey !== undefined) classes.setHotkey(request.id, request.hotkey)
    this.#changed()
    return this.classes()
  }

  mergeClasses(from: number, into: number): LabelClass[] {
    this.#project.classes.merge(from, into)
    this.model.rebuild()
    this.#changed()
    return this.classes()
  }

  setDecoder(kind: DecoderKind): LabelingSummary {
    this.model.chooseDecoder(kind)
    return this.#changed()
  }

  /** A person chose these samples, one or several: one action, one undo. */
  label(samples: readonly number[], classId: number): ActionOutcome {
    return this.#act({ kind: 'label', samples, classId })
  }

  /** Everything in the cluster that has no label yet, seen or not: kept apart as `bulk` for good. */
  labelCluster(component: number, classId: number): ActionOutcome {
    const samples = this.views.unlabeledIn(component)
    if (samples.length === 0) {
      throw new FewlabelError('no-labels', 'Every sample of this cluster has a label already.', {
        remedy: 'Go on with the next cluster.',
      })
    }
    return this.#act({ kind: 'bulk', samples, classId })
  }

  clear(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'clear', samples })
  }

  skip(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'skip', samples })
  }

  flag(samples: readonly number[], flagged: boolean): ActionOutcome {
    return this.#act({ kind: flagged ? 'flag' : 'unflag', samples })
  }

  undo(): ActionOutcome {
    return this.#follow(this.#project.labels.undo(this.#options.annotator()))
  }

  redo(): ActionOutcome {
    return this.#follow(this.#project.labels.redo(this.#options.annotator()))
  }

  /** Labels that people gave elsewhere: one action per annotator and class. */
  takeOver(groups: readonly { annotator: string; classId: number; samples: readonly number[] }[]): void {
    for (const { annotator, ...group } of groups) this.#act({ kind: 'label', ...group }, annotator)
  }

  #act({ kind, classId, samples: asked }: Action, annotator = this.#options.annotator()): ActionOutcome {
    const samples = [...new Set(asked)]
    for (const id of samples) this.views.requireSample(id)
    const guesses = samples.map((id) => this.model.predictions?.guess(id - 1) ?? null)
    const change = this.#project.labels.append({
      kind,
      classId,
      annotator,
      samples,
      said: {
        classIds: guesses.map((guess) => guess?.classId ?? 0),
        confidences: guesses.map((guess) => guess?.confidence ?? 0),
      },
    })
    return this.#follow(change)
  }

  /** After the commit: everything derived from the labels follows, then the window is told. */
  #follow(change: LabelChange): ActionOutcome {
    const changed = this.model.predictions?.update(change.samples, change.before, change.after) ?? 0
    const { revision, canUndo, canRedo } = this.#changed()
    return {
      eventId: change.eventId,
      kind: change.kind,
      touched: change.samples.length,
      changed,
      summary: summarise(change, this.#project.classes),
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
