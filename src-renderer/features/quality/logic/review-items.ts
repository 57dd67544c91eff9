import type { Dispute, OddSamples, QualityReport, Suspect } from '../../../../src-main/contract/quality.ts'

/** One thing to look at again: a sample, or a group that is nearly the same. Samples by id. */
export type ReviewItem =
  | { kind: 'suspects'; key: string; samples: number[]; suspect: Suspect }
  | { kind: 'disputes'; key: string; samples: number[]; dispute: Dispute }
  | { kind: 'outliers'; key: string; samples: number[]; distance: number }
  | { kind: 'duplicates'; key: string; samples: number[] }

export type ReviewKind = ReviewItem['kind']
export const reviewKinds = ['suspects', 'disputes', 'outliers', 'duplicates'] as const

export type ReviewItems = { [Kind in ReviewKind]: Extract<ReviewItem, { kind: Kind }>[] }

/** All there is to review, by kind. `odd` is null while it is being looked for. */
export function reviewItems(report: QualityReport, odd: OddSamples | null): ReviewItems {
  return {
    suspects: report.suspects.map((suspect) => ({
      kind: 'suspects',
      key: `suspect-${suspect.sample}`,
      samples: [suspect.sample],
      suspect,
    })),
    disputes: report.disputes.map((dispute) => ({
      kind: 'disputes',
      key: `dispute-${dispute.sample}`,
      samples: [dispute.sample],
      dispute,
    })),
    outliers: (odd?.outliers ?? []).map(({ sample, distance }) => ({
      kind: 'outliers',
      key: `outlier-${sample}`,
      samples: [sample],
      distance,
    })),
    duplicates: (odd?.duplicateGroups ?? []).map((samples) => ({
      kind: 'duplicates',
      key: `duplicates-${samples[0]}`,
      samples,
    })),
  }
}

/** Where somebody stands in a list that changes: at an item, or at its place once it has left the list. */
export interface Place {
  key: string | null
  index: number
}

/** Index of the item to show; -1 in an empty list. */
export function indexAt(items: readonly { key: string }[], { key, index }: Place): number {
  const at = items.findIndex((item) => item.key === key)
  return at >= 0 ? at : Math.min(Math.max(0, index), items.length - 1)
}

/** The place of an index, held within the list. */
export function placeAt(items: readonly { key: string }[], index: number): Place {
  const at = Math.min(Math.max(0, index), Math.max(0, items.length - 1))
  return { key: items[at]?.key ?? null, index: at }
}

/**
 * The answer that Enter gives: a suspected error is kept as it was labeled, a disagreement settled as most evidence
 * says if a person said so, too, near-duplicates take the label they have in common. Null where there is none.
 * @param labels classes that people gave the item's samples, null for none
 */
export function acceptedClass(item: ReviewItem, labels: readonly (number | null)[]): number | null {
  switch (item.kind) {
    case 'suspects':
      return item.suspect.classId
    case 'disputes': {
      const { opinions, consensusClassId } = item.dispute
      return opinions.some(({ classId }) => classId === consensusClassId) ? consensusClassId : null
    }
    default: {
      const given = new Set(labels.filter((label) => label !== null))
      return given.size === 1 ? ([...given][0] ?? null) : null
    }
  }
}

/** A class that the model speaks for and no person has given; null where there is none. */
export function suggestedClass(item: ReviewItem): number | null {
  if (item.kind === 'suspects') return item.suspect.suggestedClassId
  return item.kind === 'disputes' && acceptedClass(item, []) === null ? item.dispute.consensusClassId : null
}
