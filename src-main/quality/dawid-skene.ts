/** Who said what of which sample, one entry per opinion [n each], all counted from 0. */
export interface Opinions {
  sample: ArrayLike<number>
  annotator: ArrayLike<number>
  classIndex: ArrayLike<number>
}

/** What several people said of one sample; samples and classes counted from 0. */
export interface SharedOpinions {
  sample: number
  opinions: readonly { annotator: string; classIndex: number }[]
}

/** Opinions sample by sample as one table, with the names that its annotators are counted by, in order. */
export function tabulate(
  shared: readonly SharedOpinions[],
  otherNames: Iterable<string> = [],
): { names: string[]; opinions: Opinions } {
  const said = shared.flatMap(({ opinions }, place) => opinions.map((one) => ({ ...one, place })))
  const names = [...new Set([...otherNames, ...said.map(({ annotator }) => annotator)])].sort()
  const placeOf = new Map(names.map((name, place) => [name, place]))
  return {
    names,
    opinions: {
      sample: said.map(({ place }) => place),
      annotator: said.map(({ annotator }) => placeOf.get(annotator) as number),
      classIndex: said.map(({ classIndex }) => classIndex),
    },
  }
}

export interface Crowd {
  samples: number
  annotators: number
  classes: number
  /**
   * What is known of each sample without its labels [samples · classes], rows in any scale. A row of zeros is taken for
   * even.
   */
  prior: Float32Array
}

export interface CrowdVerdict {
  /** Probability of each class [samples · classes]. */
  truth: Float64Array
  /** Probability that an annotator says k of a sample of class l, at [(annotator · classes + l) · classes + k]. */
  confusion: Float64Array
  /** What expectation-maximisation raises, step by step: log-likelihood of the opinions and log-prior of the confusions. */
  objective: number[]
}

/** Opinions with which everybody starts, so to say: right ones, and wrong ones spread over the other classes. */
const startRight = 5
const startWrong = startRight / 4
/**
 * However sure a decoder is of something else, this much is left for each class: so that two people who agree outweigh it
 * and one third, and it tips the scales only where they are even. With few labels it is sure of what it knows nothing about.
 */
const leastPrior = 0.05
const mostSteps = 100
const tolerance = 1e-7

/**
 * What the samples are and how far each annotator is to be trusted, from their opinions (Dawid and Skene 1979), with a
 * decoder's probabilities as prior of every sample and Dirichlet counts for the confusions: 5 right, 5/4 wrong.
 * Starts with all annotators alike and goes up to the nearest maximum, so the same opinions give the same answer.
 */
export function dawidSkene(opinions: Opinions, crowd: Crowd): CrowdVerdict {
  const { classes, annotators } = crowd
  const prior = normalisedPrior(crowd)
  let confusion = estimateConfusion(opinions, crowd, null)
  const objective: number[] = []
  let truth = new Float64Array(prior.length)
  for (let step = 0; step < mostSteps; step += 1) {
    const { posterior, logLikelihood } = expectTruth(opinions, crowd, prior, confusion)
    truth = posterior
    objective.push(logLikelihood + logPrior(confusion, annotators, classes))
    const gain = step > 0 ? objective[step] - objective[step - 1] : Number.POSITIVE_INFINITY
    if (gain < tolerance) break
    confusion = estimateConfusion(opinions, crowd, truth)
  }
  return { truth, confusion, objective }
}

/** How often each annotator says the class that everything speaks for: mean probability of what was said, per annotator. */
export function agreementWithTruth(
  opinions: Opinions,
  truth: Float64Array,
  { annotators, classes }: Pick<Crowd, 'annotators' | 'classes'>,
): { agreed: Float64Array; said: Uint32Array } {
  const agreed = new Float64Array(annotators)
  const said = new Uint32Array(annotators)
  for (let i = 0; i < opinions.sample.length; i += 1) {
    agreed[opinions.annotator[i]] += truth[opinions.sample[i] * classes + opinions.classIndex[i]]
    said[opinions.annotator[i]] += 1
  }
  return { agreed, said }
}

function normalisedPrior({ samples, classes, prior }: Crowd): Float64Array {
  const rows = new Float64Array(samples * classes)
  for (let sample = 0; sample < samples; sample += 1) {
    const row = prior.subarray(sample * classes, (sample + 1) * classes)
    const sum = row.reduce((total, value) => total + value, 0)
    for (let l = 0; l < classes; l += 1) {
      const known = sum > 0 ? row[l] / sum : 1 / classes
      rows[sample * classes + l] = (known + leastPrior) / (1 + classes * leastPrior)
    }
  }
  return rows
}

function startCount(isRight: boolean, classes: number): number {
  if (isRight) return startRight
  return startWrong / (classes - 1)
}

/** Posterior means given the truth; without it, what everybody starts with. */
function estimateConfusion(
  opinions: Opinions,
  { annotators, classes }: Crowd,
  truth: Float64Array | null,
): Float64Array {
  const counts = new Float64Array(annotators * classes * classes)
  for (let at = 0; at < counts.length; at += 1) {
    const k = at % classes
    const l = Math.floor(at / classes) % classes
    counts[at] = startCount(k === l, classes)
  }
  for (let i = 0; truth && i < opinions.sample.length; i += 1) {
    const row = opinions.sample[i] * classes
    const base = opinions.annotator[i] * classes * classes + opinions.classIndex[i]
    for (let l = 0; l < classes; l += 1) counts[base + l * classes] += truth[row + l]
  }
  for (let row = 0; row < counts.length; row += classes) {
    let sum = 0
    for (let k = 0; k < classes; k += 1) sum += counts[row + k]
    for (let k = 0; k < classes; k += 1) counts[row + k] /= sum
  }
  return counts
}

function expectTruth(
  opinions: Opinions,
  { samples, classes }: Crowd,
  prior: Float64Array,
  confusion: Float64Array,
): { posterior: Float64Array<ArrayBuffer>; logLikelihood: number } {
  const posterior = Float64Array.from(prior, Math.log)
  for (let i = 0; i < opinions.sample.length; i += 1) {
    const row = opinions.sample[i] * classes
    const base = opinions.annotator[i] * classes * classes + opinions.classIndex[i]
    for (let l = 0; l < classes; l += 1) posterior[row + l] += Math.log(confusion[base + l * classes])
  }
  let logLikelihood = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const row = posterior.subarray(sample * classes, (sample + 1) * classes)
    const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    let sum = 0
    for (let l = 0; l < classes; l += 1) {
      row[l] = Math.exp(row[l] - largest)
      sum += row[l]
    }
    for (let l = 0; l < classes; l += 1) row[l] /= sum
    logLikelihood += largest + Math.log(sum)
  }
  return { posterior, logLikelihood }
}

/** Σ α log C: its maximum together with the counts is {@link estimateConfusion}. */
function logPrior(confusion: Float64Array, annotators: number, classes: number): number {
  let sum = 0
  for (let at = 0; at < annotators * classes * classes; at += 1) {
    const isRight = at % classes === Math.floor(at / classes) % classes
    sum += startCount(isRight, classes) * Math.log(confusion[at])
  }
  return sum
}
