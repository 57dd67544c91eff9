/**
 * A sample's labels by several people, as far as figures of agreement care: how many people gave it which class. Classes
 * are counted from 0, each once.
 */
export interface ClassCounts {
  classes: readonly number[]
  counts: readonly number[]
  /** Labels in all, at least two. */
  total: number
}

/** Agreement with nothing to tell it from chance: null. */
export type Coefficient = number | null

/** Sums over samples that all figures for the whole group follow from; samples count `weights[i]` times. */
export interface AgreementSums {
  samples: number
  /** Σ over samples of the share of pairs that agree. */
  agreeing: number
  labels: number
  /** Labels of each class [classes]. */
  ofClass: Float64Array
  /** Σ over samples of n_c (n_c − 1) / (n − 1), for each class [classes]: the diagonal of Krippendorff's coincidences. */
  coinciding: Float64Array
  /** The same for everything that is not the class: (n − n_c) (n − n_c − 1) / (n − 1), less that of samples without it. */
  coincidingRest: Float64Array
}

export function agreementSums(
  samples: readonly ClassCounts[],
  classes: number,
  weights?: ArrayLike<number>,
): AgreementSums {
  const sums: AgreementSums = {
    samples: 0,
    agreeing: 0,
    labels: 0,
    ofClass: new Float64Array(classes),
    coinciding: new Float64Array(classes),
    coincidingRest: new Float64Array(classes),
  }
  samples.forEach((sample, i) => {
    const weight = weights ? weights[i] : 1
    if (weight === 0) return
    const { total } = sample
    sums.samples += weight
    sums.labels += weight * total
    for (let at = 0; at < sample.classes.length; at++) {
      const own = sample.classes[at]
      const count = sample.counts[at]
      const rest = total - count
      const pairs = (weight * count * (count - 1)) / (total - 1)
      sums.agreeing += pairs / total
      sums.ofClass[own] += weight * count
      sums.coinciding[own] += pairs
      // Where nobody says the class all `total` labels are of the rest, which is added to all classes at once below.
      sums.coincidingRest[own] += weight * ((rest * (rest - 1)) / (total - 1) - total)
    }
  })
  return sums
}

/** Share of pairs that agree, averaged over samples (Fleiss' P̄). */
export function percentAgreement({ samples, agreeing }: AgreementSums): Coefficient {
  return samples > 0 ? agreeing / samples : null
}

/**
 * Fleiss' κ (Fleiss 1971, Psychological Bulletin 76), with the shares of the classes taken over all labels, so that samples
 * may have different numbers of them; with equal numbers it is Fleiss' own.
 */
export function fleissKappa(sums: AgreementSums): Coefficient {
  const observed = percentAgreement(sums)
  if (observed === null) return null
  let chance = 0
  for (const count of sums.ofClass) chance += (count / sums.labels) ** 2
  return beyondChance(observed, chance)
}

/** Krippendorff's α for nominal data (Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”). */
export function krippendorffAlpha({ labels, ofClass, coinciding }: AgreementSums): Coefficient {
  let observed = 0
  let expected = 0
  for (let own = 0; own < ofClass.length; own++) {
    observed += coinciding[own]
    expected += ofClass[own] * (ofClass[own] - 1)
  }
  return labels > 1 ? beyondChance(observed / labels, expected / (labels * (labels - 1))) : null
}

/** α of one class against all others. */
export function classAlpha(sums: AgreementSums, own: number): Coefficient {
  const { labels } = sums
  if (labels < 2) return null
  const said = sums.ofClass[own]
  const rest = labels - said
  // All labels of samples without the class coincide: their sum is the number of those labels.
  const observed = (sums.coinciding[own] + labels + sums.coincidingRest[own]) / labels
  return beyondChance(observed, (said * (said - 1) + rest * (rest - 1)) / (labels * (labels - 1)))
}

/**
 * Specific agreement: of the labels beside one of this class, the share that is of it, too (Cicchetti and Feinstein 1990,
 * for any number of people).
 */
export function specificAgreement({ ofClass, coinciding }: AgreementSums, own: number): Coefficient {
  return ofClass[own] > 0 ? coinciding[own] / ofClass[own] : null
}

/** What two people said of a sample, and how many samples that is. */
export interface PairCell {
  first: number
  second: number
}

/** Cohen's κ of two people (Cohen 1960, Educational and Psychological Measurement 20). */
export function cohenKappa(cells: readonly PairCell[], counts: ArrayLike<number>): Coefficient {
  const byFirst = new Map<number, number>()
  const bySecond = new Map<number, number>()
  let total = 0
  let same = 0
  cells.forEach(({ first, second }, i) => {
    const count = counts[i]
    if (count === 0) return
    total += count
    if (first === second) same += count
    byFirst.set(first, (byFirst.get(first) ?? 0) + count)
    bySecond.set(second, (bySecond.get(second) ?? 0) + count)
  })
  if (total === 0) return null
  let chance = 0
  for (const [own, count] of byFirst) chance += (count / total) * ((bySecond.get(own) ?? 0) / total)
  return beyondChance(same / total, chance)
}

/** Of two people. */
export function pairAgreement(cells: readonly PairCell[], counts: ArrayLike<number>): Coefficient {
  let total = 0
  let same = 0
  cells.forEach(({ first, second }, i) => {
    total += counts[i]
    if (first === second) same += counts[i]
  })
  return total > 0 ? same / total : null
}

/** Rounding must not make something of nothing where all labels are of one class. */
const tiny = 1e-12

function beyondChance(observed: number, chance: number): Coefficient {
  return 1 - chance > tiny ? (observed - chance) / (1 - chance) : null
}
