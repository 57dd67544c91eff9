import {
  type Agreement,
  type AgreementFigure,
  type AgreementGap,
  leastForInterval,
} from '../contract/agreement.ts'
import {
  agreementSums,
  type ClassCounts,
  type Coefficient,
  classAlpha,
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  type PairCell,
  pairAgreement,
  percentAgreement,
  specificAgreement,
} from './agreement-coefficients.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import { bootstrapIntervals } from './bootstrap.ts'

/** What people said of one sample; each person once. Both counted from 0, at the same places. */
export interface SampleOpinions {
  people: readonly number[]
  classes: readonly number[]
}

export interface AgreementInput {
  people: readonly string[]
  classIds: readonly number[]
  /** Also samples with one opinion, which count for nothing. */
  samples: readonly SampleOpinions[]
}

/** Samples drawn for all intervals of one kind together: they must not take longer than a moment. */
const mostDraws = 4_000_000
/** Labels of a crowd name people by the thousand: everybody with everybody would be millions of pairs. */
const mostInPairs = 30
const usualReplicates = 1000
const leastReplicates = 200
const seed = 1

type Interval = { low: number; high: number } | null

/** How far people agree who labeled the same samples, each on her own. */
export function agreementAmong({ people, classIds, samples }: AgreementInput): Agreement {
  const shared = samples.filter((sample) => sample.people.length > 1)
  const labeled = new Set(samples.flatMap((sample) => sample.people))
  const sharing = sharingMost(people.length, shared)
  const inPairs = sharing.slice(0, mostInPairs).sort((a, b) => a - b)
  const gap: AgreementGap = labeled.size < 2 ? 'one-person' : 'nothing-shared'
  const kinds = kindsOf(shared)
  const counts = kinds.examples.map(classCounts)
  const figuresOf = (weights: ArrayLike<number>): Coefficient[] => {
    const sums = agreementSums(counts, classIds.length, weights)
    return [
      percentAgreement(sums),
      fleissKappa(sums),
      krippendorffAlpha(sums),
      ...classIds.flatMap((_, own) => [specificAgreement(sums, own), classAlpha(sums, own)]),
    ]
  }
  const values = figuresOf(kinds.counts)
  const intervals = intervalsOf(kinds, shared.length, 1, figuresOf)
  const ofAll = (at: number) => figure(values[at], intervals[at] ?? null, gap, shared.length)
  const labels = agreementSums(counts, classIds.length, kinds.counts).ofClass
  const samplesWith = new Float64Array(classIds.length)
  counts.forEach(({ classes }, kind) => {
    for (const own of classes) samplesWith[own] += kinds.counts[kind]
  })
  const ofClass = (at: number, own: number) => {
    const known = ofAll(at)
    // A class on a handful of samples is drawn too unevenly for its spread to say anything.
    return known.state === 'known' && samplesWith[own] < leastForInterval
      ? { ...known, interval: null }
      : known
  }
  return {
    samples: shared.length,
    percent: shareOf(ofAll(0), shared.length),
    fleiss: ofAll(1),
    alpha: ofAll(2),
    pairs: pairsOf(people, shared, inPairs),
    pairsWithout: sharing.length - inPairs.length,
    classes: classIds.flatMap((classId, own) =>
      labels[own] > 0
        ? [
            {
              classId,
              labels: labels[own],
              agreement: ofClass(3 + 2 * own, own),
              alpha: ofClass(4 + 2 * own, own),
            },
          ]
        : [],
    ),
  }
}

/** People who share samples with others, those with the most first. */
function sharingMost(people: number, shared: readonly SampleOpinions[]): number[] {
  const counts = new Int32Array(people)
  for (const sample of shared) for (const at of sample.people) counts[at]++
  const sharing = Array.from(counts.keys()).filter((at) => counts[at] > 0)
  return sharing.sort((a, b) => counts[b] - counts[a] || a - b)
}

function pairsOf(
  people: readonly string[],
  shared: readonly SampleOpinions[],
  active: readonly number[],
): Agreement['pairs'] {
  const pairs = active.flatMap((first, at) => active.slice(at + 1).map((second) => ({ first, second })))
  return pairs.map(({ first, second }) => {
    const both = shared.flatMap((sample) => {
      const [a, b] = [sample.people.indexOf(first), sample.people.indexOf(second)]
      return a < 0 || b < 0
        ? []
        : [{ people: [first, second], classes: [sample.classes[a], sample.classes[b]] }]
    })
    const kinds = kindsOf(both)
    const cells: PairCell[] = kinds.examples.map(({ classes: [one, other] }) => ({
      first: one,
      second: other,
    }))
    const figuresOf = (weights: ArrayLike<number>) => [
      pairAgreement(cells, weights),
      cohenKappa(cells, weights),
    ]
    const [percent, kappa] = figuresOf(kinds.counts)
    const intervals = intervalsOf(kinds, both.length, pairs.length, figuresOf)
    return {
      first: people[first],
      second: people[second],
      samples: both.length,
      percent: shareOf(figure(percent, intervals[0], 'nothing-shared', both.length), both.length),
      kappa: figure(kappa, intervals[1], 'nothing-shared', both.length),
    }
  })
}

interface Kinds {
  /** Kind of each sample. */
  of: Int32Array
  /** A sample of each kind, and how many there are. */
  examples: SampleOpinions[]
  counts: Float64Array
}

/** Samples of which the same people said the same are of one kind. */
function kindsOf(samples: readonly SampleOpinions[]): Kinds {
  const byKey = new Map<string, number>()
  const examples: SampleOpinions[] = []
  const of = Int32Array.from(samples, (sample) => {
    const key = `${sample.people.join()}:${sample.classes.join()}`
    let kind = byKey.get(key)
    if (kind === undefined) {
      kind = examples.push(sample) - 1
      byKey.set(key, kind)
    }
    return kind
  })
  const counts = new Float64Array(examples.length)
  for (const kind of of) counts[kind]++
  return { of, examples, counts }
}

function classCounts({ classes }: SampleOpinions): ClassCounts {
  const counts = new Map<number, number>()
  for (const own of classes) counts.set(own, (counts.get(own) ?? 0) + 1)
  return { classes: [...counts.keys()], counts: [...counts.values()], total: classes.length }
}

function intervalsOf(
  kinds: Kinds,
  samples: number,
  figures: number,
  statistics: (counts: ArrayLike<number>) => readonly Coefficient[],
): Interval[] {
  if (samples < leastForInterval) return []
  const replicates = Math.floor(mostDraws / (samples * figures))
  return bootstrapIntervals(kinds.of, kinds.examples.length, statistics, {
    replicates: Math.min(usualReplicates, Math.max(leastReplicates, replicates)),
    seed,
  })
}

function figure(
  value: Coefficient,
  interval: Interval | undefined,
  gap: AgreementGap,
  samples: number,
): AgreementFigure {
  if (value === null) return { state: 'unknown', reason: samples === 0 ? gap : 'one-class' }
  // Where all say the same, whatever is drawn says the same: that is no interval.
  const says = interval && interval.low < interval.high
  return { state: 'known', value, interval: says ? interval : null }
}

/** Where all samples have one outcome, a share still has the interval of a share. */
function shareOf(known: AgreementFigure, samples: number): AgreementFigure {
  if (known.state === 'unknown' || known.interval || (known.value !== 0 && known.value !== 1)) return known
  return { ...known, interval: jeffreysInterval(known.value * samples, samples) }
}
