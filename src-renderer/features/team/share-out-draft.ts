import {
  type WorkPackages,
  type WorkPlan,
  workPackagesSchema,
  workPlanSchema,
} from '../../../src-main/contract/work.ts'

/** What is typed into the dialog, as it is typed. */
export interface ShareOutDraft {
  /** One name per line, or with commas between. */
  people: string
  how: 'files' | 'here'
  from: 'share' | 'clusters' | 'range'
  percent: string
  clusters: string
  first: string
  last: string
  overlap: string
  overlapPercent: string
  independent: boolean
  withLabeled: boolean
}

export const emptyDraft: ShareOutDraft = {
  people: '',
  how: 'files',
  from: 'share',
  percent: '100',
  clusters: '',
  first: '1',
  last: '',
  overlap: '1',
  overlapPercent: '10',
  independent: true,
  withLabeled: false,
}

/** Fields that are not filled in as they have to be. */
export type DraftFault = 'people' | 'percent' | 'clusters' | 'range' | 'overlap' | 'overlapPercent'

export function peopleOf({ people }: Pick<ShareOutDraft, 'people'>): string[] {
  return [...new Set(people.split(/[\n,;]/).map((name) => name.trim()))].filter(Boolean)
}

/** The plan that is typed, or what is wrong with it. */
export function planOf(draft: ShareOutDraft): { plan: WorkPlan } | { faults: DraftFault[] } {
  const people = peopleOf(draft)
  // The field is there only for several people; what was typed before must not stand in the way.
  const overlap = draft.how === 'files' && people.length > 1 ? whole(draft.overlap) : 1
  const percent = number(draft.percent)
  const overlapPercent = overlap === 1 ? 100 : number(draft.overlapPercent)
  const clusters = draft.clusters
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(whole)
  const [first, last] = [whole(draft.first), whole(draft.last)]
  const faults: DraftFault[] = []
  if (people.length === 0 || people.length > 100 || people.some((name) => name.length > 100))
    faults.push('people')
  if (draft.from === 'share' && !(percent > 0 && percent <= 100)) faults.push('percent')
  if (
    draft.from === 'clusters' &&
    !workPlanSchema.shape.choice.safeParse({ from: draft.from, clusters }).success
  )
    faults.push('clusters')
  if (draft.from === 'range' && !(first >= 1 && last >= first)) faults.push('range')
  if (!((overlap >= 1 && overlap <= people.length) || overlap === 1)) faults.push('overlap')
  if (!(overlapPercent > 0 && overlapPercent <= 100)) faults.push('overlapPercent')
  if (faults.length > 0) return { faults }
  const choice =
    draft.from === 'clusters'
      ? { from: draft.from, clusters }
      : draft.from === 'range'
        ? { from: draft.from, first, last }
        : { from: draft.from, share: percent / 100 }
  const plan = workPlanSchema.parse({
    people,
    choice,
    overlap,
    overlapShare: overlapPercent / 100,
    withLabeled: draft.withLabeled,
  })
  return { plan }
}

export function packagesOf(draft: ShareOutDraft, plan: WorkPlan, out: string): WorkPackages {
  return workPackagesSchema.parse({ ...plan, independent: draft.independent, out })
}

function number(typed: string): number {
  const text = typed.trim().replace(',', '.')
  return text === '' ? Number.NaN : Number(text)
}

function whole(typed: string): number {
  return /^\d{1,9}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN
}
