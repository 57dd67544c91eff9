import { createPredictions, type LabelDecoder } from '../decoder/label-decoder.ts'
import type { LabelTraits } from '../decoder/label-set.ts'
import { mostProbable } from '../decoder/most-probable.ts'
import { permutation } from '../decoder/random.ts'
import type { Refiner } from '../decoder/refiner.ts'
import { isAuditPlace } from '../query/audit-schedule.ts'
import { mayAsk } from '../query/candidates.ts'
import type { QueryState } from '../query/query-state.ts'
import { pickSamples } from '../query/queue.ts'
import { SurveyMemory } from '../query/survey-memory.ts'
import { accuracyAgainstTruth } from './accuracy.ts'
import { estimateAccuracy } from './accuracy-estimate.ts'
import { calibrationError } from './calibration-error.ts'
import { type SharedOpinions, verdictsOf } from './consensus.ts'
import type { SimulationOptions } from './simulate.ts'
import { SimulatedCrowd } from './simulated-crowd.ts'

/** What is found at one number of labels. */
export interface Reading {
  /** On samples without a label, against truth. */
  accuracy: number
  /** Expected calibration error there. */
  calibrationError: number
  /** What the project itself would say of its accuracy; null where it says that it is too early. */
  interval: { low: number; high: number } | null
}

/** Questions asked at a time once there are some labels: one in this many of the labels there are. */
const questionsPerLabel = 20
/** So that the audit's draws are not those of the strategy. */
const auditSeed = 7_919

/** One project labeled from nothing, by people who know the truth or nearly so. */
export class SimulatedProject {
  readonly #options: SimulationOptions
  readonly #seed: number
  readonly #decoder: LabelDecoder
  readonly #state: QueryState & { labeled: Uint16Array; drawn: Uint8Array }
  readonly #crowd: SimulatedCrowd
  readonly #auditOrder: Uint32Array
  readonly #refiner: Refiner | null
  /** Class of each sample as people gave it, −1 for none. */
  readonly #given: Int16Array
  readonly #audits: number[] = []
  /** Samples that several people labeled. */
  readonly #opinions = new Map<number, SharedOpinions & { drawn: boolean }>()
  #labels = 0

  constructor(options: SimulationOptions, seed: number) {
    const { posteriors, clusters, graph, truth, classCount, annotators = 1, noise = 0 } = options
    this.#options = options
    this.#seed = seed
    this.#decoder = options.createDecoder()
    this.#decoder.setClassCount(classCount)
    this.#crowd = new SimulatedCrowd({ classCount, annotators, noise, seed })
    this.#refiner = options.createRefiner?.() ?? null
    this.#given = new Int16Array(posteriors.count).fill(-1)
    this.#auditOrder = permutation(posteriors.count, seed + auditSeed)
    this.#state = {
      posteriors,
      clusters,
      graph,
      survey: new SurveyMemory(graph),
      decoder: this.#decoder,
      predictions: createPredictions(posteriors.count),
      labeled: new Uint16Array(posteriors.count),
      drawn: new Uint8Array(posteriors.count),
      answerable: Uint8Array.from(truth, (trueClass) => (trueClass < 0 ? 0 : 1)),
      classIds: Array.from({ length: classCount }, (_, index) => index + 1),
    }
  }

  /** Labels given so far. */
  get labels(): number {
    return this.#labels
  }

  /** Asks one or a few questions, at most up to `limit` labels, and takes the answers. */
  step(limit: number): void {
    const { strategy } = this.#options
    const isAudit = strategy === 'default' && isAuditPlace(this.#labels)
    const isDrawn = isAudit || strategy === 'random'
    for (const sample of isAudit ? [this.#nextAudit()] : this.#chosen(limit)) {
      this.#label(sample, isDrawn)
      if (isDrawn) this.#audits.push(sample)
    }
    this.#judge()
    this.#decoder.decodeAll(this.#state.predictions)
  }

  /** Brings the refinement up to date, as a few seconds of quiet do. */
  refine(): void {
    if (!this.#refiner) return
    const request = this.#decoder.refinable()
    if (!request) return
    this.#decoder.adoptRefinement(this.#refiner.refine(request))
    this.#decoder.decodeAll(this.#state.predictions)
  }

  /** Share of right guesses among samples without a label. */
  accuracy(): number {
    const { best } = this.#state.predictions
    return accuracyAgainstTruth(best, this.#state.labeled, this.#options.truth) as number
  }

  read(): Reading {
    const { truth } = this.#options
    const { predictions, labeled } = this.#state
    const confidence: number[] = []
    const right: number[] = []
    for (let sample = 0; sample < truth.length; sample += 1) {
      if (labeled[sample] || truth[sample] < 0) continue
      confidence.push(predictions.confidence[sample])
      right.push(predictions.best[sample] === truth[sample] ? 1 : 0)
    }
    return {
      accuracy: this.accuracy(),
      calibrationError: calibrationError(confidence, right),
      interval: this.#interval(confidence),
    }
  }

  #nextAudit(): number {
    const sample = this.#auditOrder.find((other) => mayAsk(this.#state, nobody, other))
    if (sample === undefined) throw new RangeError('no sample is left to ask')
    return sample
  }

  #chosen(limit: number): number[] {
    const { strategy } = this.#options
    const patience = Math.ceil((this.#labels + 1) / questionsPerLabel)
    const untilAudit = auditsWithin(this.#labels, patience)
    const count = Math.min(strategy === 'default' ? untilAudit : patience, limit - this.#labels)
    return pickSamples(this.#state, strategy, count, nobody, this.#seed)
  }

  #label(sample: number, drawn: boolean): void {
    const opinions = this.#crowd.ask(this.#options.truth[sample])
    this.#hold(sample, opinions[0].classIndex, { drawn })
    this.#labels += 1
    // Where all are drawn, none of them is left aside.
    this.#state.drawn[sample] = drawn && this.#options.strategy === 'default' ? 1 : 0
    if (opinions.length > 1) this.#opinions.set(sample, { sample, drawn, opinions })
  }

  #hold(sample: number, classIndex: number, traits: LabelTraits): void {
    if (this.#given[sample] >= 0) this.#decoder.removeLabel(sample, this.#given[sample])
    this.#decoder.addLabel(sample, classIndex, traits)
    this.#given[sample] = classIndex
    this.#state.labeled[sample] = classIndex + 1
  }

  /** Has the decoder hold what all opinions together speak for. */
  #judge(): void {
    if (this.#opinions.size === 0) return
    for (const { sample, classIndex, weight } of verdictsOf([...this.#opinions.values()], this.#decoder)) {
      this.#hold(sample, classIndex, { weight, drawn: this.#opinions.get(sample)?.drawn })
    }
  }

  /** As the project would say it, of audit samples and what the decoder says of them without their own labels. */
  #interval(restConfidence: readonly number[]): Reading['interval'] {
    const confidence: number[] = []
    const right: number[] = []
    for (const sample of this.#audits) {
      const probabilities = this.#decoder.leaveOneOut(sample)
      const best = mostProbable(probabilities)
      confidence.push(best < 0 ? 0 : probabilities[best])
      right.push(best === this.#given[sample] ? 1 : 0)
    }
    const estimate = estimateAccuracy(
      { confidence, right, weight: new Float32Array(right.length).fill(1) },
      {
        count: restConfidence.length,
        confidence: restConfidence.reduce((sum, value) => sum + value, 0) / restConfidence.length,
      },
      this.#labels,
    )
    return estimate.state === 'known' ? { low: estimate.low, high: estimate.high } : null
  }
}

const nobody: ReadonlySet<number> = new Set()

/** Questions from here on that can be chosen before one of the audit comes, at most `patience`. */
function auditsWithin(asked: number, patience: number): number {
  let count = 0
  while (count < patience && !isAuditPlace(asked + count)) count += 1
  return count
}
