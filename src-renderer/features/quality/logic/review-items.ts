import type { ReviewKind as ListedKind, SampleView } from '../../../../src-main/contract/labeling.ts'
import type { Dispute, OddSamples, QualityReport, Suspect } from '../../../../src-main/contract/quality.ts'

/** One thing to look at again: a sample, or a group that is nearly the same. Samples by id. */
export type ReviewItem =
  | { kind: 'suspects'; key: string; samples: number[]; suspect: Suspect }
  | { kind: 'disputes'; key: string; samples: number[]; dispute: Dispute }
  | { kind: 'outliers'; key: string; samples: number[]; distance: number }
  | { kind: 'duplicates'; key: string; samples: number[] }
  /** What the host lists page by page; all that is to be told is in the sample itself. */
  | { kind: ListedKind; key: string; samples: number[] }

export type ReviewKind = ReviewItem['kind']
/** Doubtful labels first, then what people put aside, then what is odd. */
export const reviewKinds = [
  'suspects',
  'disputes',
  'low-confidence',
  'flagged',
  'commented',
  'skipped',
  'excluded',
  'outliers',
  'duplicates',
] as const satisfies readonly ReviewKind[]

type ReportedKind = Exclude<ReviewKind, ListedKind>
/** Lists that come with the report or with the neighbourhood. */
export type ReviewItems = { [Kind in ReportedKind]: Extract<ReviewItem, { kind: Kind }>[] }

const reported: readonly ReviewKind[] = ['suspects', 'disputes', 'outliers', 'duplicates']

export function isListed(kind: ReviewKind): kind is ListedKind {
  return !reported.includes(kind)
}

/** Items of a list that the host pages. */
export function listedItems(kind: ListedKind, samples: readonly Pick<SampleView, 'id'>[]): ReviewItem[] {
  return samples.map(({ id }) => ({ kind, key: `${kind}-${id}`, samples: [id] }))
}

/** How many there are of a kind; null where that says nothing, as every guess is more or less sure. */
export function countOf(
  kind: ReviewKind,
  items: ReviewItems,
  summary: Record<'flagged' | 'commented' | 'skipped' | 'excluded', number> | null,
): number | null {
  if (kind === 'low-confidence') return null
  return isListed(kind) ? (summary?.[kind] ?? 0) : items[kind].length
}

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

/** What the first answer does: gives a class, or takes back what the sample is listed for. */
export type FirstAnswer =
  | { does: 'label'; classId: number; as: 'keep' | 'settle' | 'all' | 'agree' }
  | { does: 'unflag' }
  | { does: 'include' }

type Known = Pick<SampleView, 'label' | 'guess'> | undefined

/**
 * The answer that Enter gives: a suspected error is kept as it was labeled, a disagreement settled as most evidence
 * says if a person said so, too, near-duplicates take the label they have in common, a sample without a label the guess;
 * a flag is taken away, junk taken back in. Null where there is none.
 * @param views what is known of the item's samples
 */
export function firstAnswer(item: ReviewItem, views: readonly Known[]): FirstAnswer | null {
  switch (item.kind) {
    case 'suspects':
      return { does: 'label', classId: item.suspect.classId, as: 'keep' }
    case 'disputes': {
      const { opinions, consensusClassId } = item.dispute
      const said = opinions.some(({ classId }) => classId === consensusClassId)
      return said ? { does: 'label', classId: consensusClassId, as: 'settle' } : null
    }
    case 'flagged':
      return { does: 'unflag' }
    case 'excluded':
      return { does: 'include' }
    default: {
      const given = new Set(views.flatMap((view) => view?.label?.classId ?? []))
      const [label] = given
      if (given.size === 1)
        return { does: 'label', classId: label, as: item.kind === 'duplicates' ? 'all' : 'keep' }
      const guess = views[0]?.guess?.classId
      const unsure = item.kind === 'low-confidence' || item.kind === 'skipped'
      return unsure && given.size === 0 && guess !== undefined
        ? { does: 'label', classId: guess, as: 'agree' }
        : null
    }
  }
}

/** A class that the model speaks for and no person has given; null where there is none. */
export function suggestedClass(item: ReviewItem): number | null {
  if (item.kind === 'suspects') return item.suspect.suggestedClassId
  return item.kind === 'disputes' && firstAnswer(item, []) === null ? item.dispute.consensusClassId : null
}
