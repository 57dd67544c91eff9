import { createRandom } from '../decoder/random.ts'

/** What one person said of a sample; class from 0. */
export interface Opinion {
  annotator: string
  classIndex: number
}

export interface CrowdOptions {
  classCount: number
  /** How many people label each sample. */
  annotators: number
  /** How often a person gives a wrong class, any of the others alike. */
  noise: number
  seed: number
}

/** People who err independently of each other; the same seed errs in the same places. */
export class SimulatedCrowd {
  readonly #options: CrowdOptions
  readonly #random: () => number

  constructor(options: CrowdOptions) {
    this.#options = options
    this.#random = createRandom(options.seed)
  }

  ask(truth: number): Opinion[] {
    const { classCount, annotators, noise } = this.#options
    return Array.from({ length: annotators }, (_, annotator) => {
      const errs = this.#random() < noise && classCount > 1
      const other = Math.floor(this.#random() * (classCount - 1))
      return {
        annotator: `person ${annotator + 1}`,
        classIndex: errs ? other + (other >= truth ? 1 : 0) : truth,
      }
    })
  }
}
