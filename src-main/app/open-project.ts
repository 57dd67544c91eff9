import type { StartProgram } from '../contract/child-program.ts'
import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { JitterRecipeName } from '../contract/jitter-recipes.ts'
import type { ModelSaveReport, ModelSaveRequest } from '../contract/model-file.ts'
import type { ProjectSummary } from '../contract/project.ts'
import type { EncoderKind } from '../contract/training.ts'
import type { OriginalsState } from '../contract/window.ts'
import type { EngineClient } from '../engine/engine-client.ts'
import type { Project } from '../project/project.ts'
import { currentMarks } from './current-marks.ts'
import { DatasheetService } from './datasheet-service.ts'
import { suggestedEncoder } from './encoder-choice.ts'
import { ExportService } from './export-service.ts'
import { ImportService } from './import-service.ts'
import { recipeFor } from './jitter-choice.ts'
import { LabelingService } from './labeling-service.ts'
import type { MapMarks } from './map-marks.ts'
import { MapService } from './map-service.ts'
import { meanInput } from './mean-picture.ts'
import { NeighbourhoodService, tooManyToRefine } from './neighbourhood-service.ts'
import { originalsState } from './originals.ts'
import type { SortedSamples } from './prediction-state.ts'
import { ProjectDesk } from './project-desk.ts'
import { QualityService } from './quality-service.ts'
import { SampleDetails } from './sample-details.ts'
import { type InputPicture, SamplePictures } from './sample-pictures.ts'
import { SessionService } from './session-service.ts'
import { SnapshotService } from './snapshot-service.ts'
import { latentSamples, loadSorted, prepareSorted } from './sorted-samples.ts'
import type { Topics } from './topics.ts'
import { encodeTrainedModel, saveTrainedModel } from './trained-model.ts'
import { TrainingService } from './training-service.ts'
import { WorkService } from './work-service.ts'

export interface OpenProjectOptions {
  engine: EngineClient
  startProgram: StartProgram
  topics: Topics
  annotator: () => string
  /** Of the program. */
  version: string
}

/** A project that is open for work, with the services that act on it. */
export class OpenProject {
  readonly store: Project
  readonly imports: ImportService
  readonly training: TrainingService
  readonly labeling: LabelingService
  readonly exports: ExportService
  readonly neighbourhood: NeighbourhoodService
  readonly quality: QualityService
  readonly datasheets: DatasheetService
  readonly pictures: SamplePictures
  readonly map: MapService
  readonly session: SessionService
  readonly snapshots: SnapshotService
  readonly details: SampleDetails
  readonly work: WorkService
  readonly desk: ProjectDesk
  readonly #version: string
  readonly #topics: Topics
  readonly #preparing = new AbortController()
  #prepared: Promise<void> = Promise.resolve()

  constructor(store: Project, { engine, startProgram, topics, annotator, version }: OpenProjectOptions) {
    this.store = store
    this.#topics = topics
    this.#version = version
    this.pictures = new SamplePictures(store.samples)
    this.desk = new ProjectDesk(store)
    this.neighbourhood = new NeighbourhoodService({
      samples: store.samples,
      target: () => this.labeling.model.refinementTarget(),
      publish: (state) => topics.publish({ topic: 'neighbourhood', state }),
      onRefined: () => this.labeling.refined(),
    })
    this.labeling = new LabelingService({
      project: store,
      annotator,
      publish: (state) => {
        topics.publish({ topic: 'labeling', state })
        this.quality.refresh()
        this.neighbourhood.labelsChanged()
        this.session?.changed()
      },
      onLabeled: (action) => this.quality.acted(action),
      oddness: () => this.neighbourhood.outlierScores(),
    })
    this.quality = new QualityService({
      project: store,
      labeling: this.labeling,
      odd: () => this.neighbourhood.odd(),
      publish: (state) => topics.publish({ topic: 'quality', state }),
    })
    this.work = new WorkService({
      project: store,
      labeling: this.labeling,
      annotator,
      judged: () => this.quality.report().annotators,
    })
    this.datasheets = new DatasheetService({
      project: store,
      labeling: this.labeling,
      quality: this.quality,
      agreement: () => this.work.team().agreement,
      settled: () => this.neighbourhood.settled(),
      version,
    })
    this.map = new MapService({
      artifacts: store.artifacts,
      seedOf: (runId) => store.runs.get(runId).config.seed,
      publish: (state) => topics.publish({ topic: 'map', state }),
    })
    this.details = new SampleDetails({
      samples: store.samples,
      clusters: () => this.labeling.model.sorted?.clusters ?? null,
    })
    this.imports = new ImportService({
      project: store,
      startProgram,
      publish: (state) => topics.publish({ topic: 'import', state }),
      assertFree: () => this.#assertNot(this.training.busy, 'Training is running.'),
      annotator,
      onImported: ({ labels }) => {
        this.labeling.refresh({ relabeled: labels > 0 })
        this.publishSummary()
      },
    })
    this.training = new TrainingService({
      project: store,
      engine,
      publish: (state) => topics.publish({ topic: 'training', state }),
      assertFree: () => {
        this.#assertNot(this.imports.busy, 'An import is running.')
        requireGuesses(store)
      },
      onPosteriors: (runId) => this.#adoptRun(runId),
    })
    this.exports = new ExportService({
      project: store,
      labeling: this.labeling,
      settled: () => this.neighbourhood.settled(),
      copies: this.neighbourhood,
      snapshot: (id) => this.snapshots.recall(id),
      accuracy: () => this.quality.gist().accuracy,
      version,
      publish: (state) => topics.publish({ topic: 'export', state }),
    })
    this.session = new SessionService({
      project: store,
      annotator,
      forecast: () => topics.current('quality')?.state?.forecast ?? null,
      publish: (state) => topics.publish({ topic: 'session', state }),
    })
    this.snapshots = new SnapshotService({
      project: store,
      labeling: this.labeling,
      quality: this.quality,
      neighbourhood: this.neighbourhood,
      annotator,
      assertFree: () => {
        this.#assertNot(this.imports.busy, 'An import is running.')
        this.#assertNot(this.training.busy, 'Training is running.')
      },
      adoptRun: (runId) => this.#adoptRun(runId),
    })
    topics.publish({ topic: 'import', state: this.imports.state() })
    topics.publish({ topic: 'training', state: this.training.state() })
    topics.publish({ topic: 'export', state: this.exports.state() })
    this.#adopt(loadSorted(store))
    this.publishSummary()
    this.#prepareLeftover()
  }

  summary(): ProjectSummary {
    return this.store.summary()
  }

  publishSummary(): void {
    this.#topics.publish({ topic: 'project', state: this.summary() })
  }

  /** Resolves when the decoder of the last training is in use, also if it had to be prepared at opening. */
  ready(): Promise<void> {
    return this.#prepared
  }

  /** What is known of every sample on the map, and of which revision. */
  mapMarks(): MapMarks & { revision: number } {
    const marks = currentMarks(this.store.labels, this.labeling.model)
    return { ...marks, revision: this.labeling.summary().revision }
  }

  /**
   * Between what the columns of a vector are drawn; null for images, and for prototypes of embeddings, which a training
   * scales to length 1.
   */
  async profileRanges(runId?: number): Promise<Awaited<ReturnType<SampleDetails['ranges']>>> {
    if (runId !== undefined && this.store.runs.get(runId).config.encoder === 'given') return null
    return this.details.ranges()
  }

  /** Saves the model for use elsewhere, once the decoder answers as well as it can. */
  async saveModel(request: ModelSaveRequest): Promise<ModelSaveReport> {
    await this.neighbourhood.settled()
    return saveTrainedModel(request, encodeTrainedModel(this.store, this.labeling.model, this.#version))
  }

  /** The recipe that suits the samples, whatever was chosen; throws `nothing-to-train` when there are none. */
  suggestedRecipe(): JitterRecipeName {
    return recipeFor(this.store, this.#shape())
  }

  /** Whether vectors look like embeddings, whatever was chosen; throws likewise. */
  suggestedEncoder(): EncoderKind {
    return suggestedEncoder(this.store, this.#shape())
  }

  /**
   * What a cluster looks like: the decoded mean of its component or, of a part of a split one, the mean of its members.
   */
  prototype(runId: number, epoch: number, component: number): InputPicture & { isPart: boolean } {
    const { sorted } = this.labeling.model
    const isPart = sorted?.runId === runId && sorted.clusters.splitFrom?.has(component) === true
    const mean = isPart ? meanInput(this.store.samples, sorted.clusters, component) : null
    if (mean) return { kind: 'input', input: mean, shape: this.#shape(), isPart }
    return { kind: 'input', ...this.training.prototypes.prototype(runId, epoch, component), isPart: false }
  }

  originals(): OriginalsState {
    return originalsState(this.store.samples)
  }

  /** Points originals below one folder to where it was moved. */
  relink(from: string, to: string): { relinked: number; state: OriginalsState } {
    const relinked = this.store.samples.relink(from, to)
    return { relinked, state: this.originals() }
  }

  /** Ends what runs — training keeps a last checkpoint — and closes the file. */
  async close(): Promise<void> {
    this.#preparing.abort()
    this.session.close()
    await Promise.allSettled([
      this.imports.close(),
      this.training.close(),
      this.exports.close(),
      this.work.close(),
      this.snapshots.close(),
      this.neighbourhood.close(),
      this.map.close(),
      this.#prepared,
    ])
    this.store.close()
  }

  /** A run's posteriors exist, but the program ended before its decoder was prepared. */
  #prepareLeftover(): void {
    const runId = this.store.posteriors.current()
    if (runId === null || this.labeling.summary().runId === runId) return
    // Reported where it matters: labeling shows no guesses until the next training.
    this.#prepared = this.#adoptRun(runId).catch(() => {})
  }

  async #adoptRun(runId: number): Promise<void> {
    this.#adopt(await prepareSorted(this.store, runId, this.#preparing.signal))
    this.store.discardRunsBefore(runId)
    this.publishSummary()
  }

  #adopt(sorted: SortedSamples | null): void {
    this.labeling.adoptSorted(sorted)
    this.neighbourhood.start(sorted && latentSamples(sorted), sorted && tooManyToRefine)
    this.map.adopt(sorted)
  }

  #shape(): InputShape {
    const shape = this.store.samples.inputShape()
    if (shape) return shape
    throw new FewlabelError('nothing-to-train', 'There are no samples yet.', { remedy: 'Import some first.' })
  }

  #assertNot(busy: boolean, message: string): void {
    if (busy) throw new FewlabelError('busy', message, { remedy: 'Wait for it or cancel it.' })
  }
}

/** Who was given a package to label on her own must not see what a model thinks. */
function requireGuesses(store: Project): void {
  if (!store.work.origin()?.independent) return
  throw new FewlabelError('bad-request', 'This work package is labeled without a model’s guesses.', {
    remedy: 'Label its samples and give the file back; the model is trained in the project it comes from.',
  })
}
