import { FewlabelError } from '../contract/errors.ts'
import type { WorkPlan } from '../contract/work.ts'
import { permutation } from '../decoder/random.ts'

/** What sharing out goes by. Samples are counted from 0. */
export interface WorkPool {
  count: number
  /** Cluster of each sample, as far as they are sorted; null before the first training. */
  component: ArrayLike<number> | null
  /** Class id of each, 0 where nobody labeled. */
  labels: ArrayLike<number>
  excluded: ArrayLike<number>
  skipped: ArrayLike<number>
  /** Who has it already, by assignments that count. */
  assigned: ReadonlyMap<number, readonly string[]>
}

/**
 * Shares samples out: each goes to as many people as the plan says, to whoever's turn it is. Who has a sample by an
 * earlier assignment counts among them, and samples that still lack people come first, so that several plans in a row
 * come to the same as one.
 *
 * @returns ordinals for each person in the plan's order, ascending; `not-found` where nothing is left to share out
 */
export function shareOut(plan: WorkPlan, pool: WorkPool): Int32Array[] {
  const { people, overlap, overlapShare } = plan
  requirePlan(plan, pool)
  const chosen = chosenSamples(plan, pool)
  const shared = Math.round(overlapShare * chosen.length)
  const given: number[][] = people.map(() => [])
  let turn = 0
  chosen.forEach((ordinal, place) => {
    const has = pool.assigned.get(ordinal) ?? []
    let missing = (place < shared ? overlap : 1) - has.length
    for (let tried = 0; tried < people.length && missing > 0; tried++, turn++) {
      const at = turn % people.length
      if (has.includes(people[at])) continue
      given[at].push(ordinal)
      missing--
    }
  })
  if (given.every((own) => own.length === 0)) throw nothingLeft(plan)
  return given.map((own) => Int32Array.from(own).sort())
}

/** Samples to be shared out, in the order in which they are: those that lack only some people first, then as drawn. */
function chosenSamples(plan: WorkPlan, pool: WorkPool): number[] {
  const { people, overlap, withLabeled, choice, seed } = plan
  const isWanted = wantedBy(plan, pool)
  const begun: number[] = []
  const fresh: number[] = []
  let open = 0
  for (const ordinal of permutation(pool.count, seed)) {
    if (pool.excluded[ordinal] || !isWanted(ordinal)) continue
    const has = pool.assigned.get(ordinal) ?? []
    const isOpen = withLabeled || (!pool.labels[ordinal] && !pool.skipped[ordinal])
    if (isOpen || has.length > 0) open++
    if (has.length >= overlap || people.every((name) => has.includes(name))) continue
    // A sample that is to have several people may have been labeled by the first of them meanwhile.
    if (has.length > 0) begun.push(ordinal)
    else if (isOpen) fresh.push(ordinal)
  }
  const all = [...begun, ...fresh]
  return choice.from === 'share' ? all.slice(0, Math.max(1, Math.round(choice.share * open))) : all
}

function wantedBy({ choice }: WorkPlan, { component }: WorkPool): (ordinal: number) => boolean {
  switch (choice.from) {
    case 'clusters': {
      const clusters = new Set(choice.clusters)
      return (ordinal) => clusters.has(component?.[ordinal] ?? -1)
    }
    case 'range':
      return (ordinal) => ordinal + 1 >= choice.first && ordinal + 1 <= choice.last
    case 'share':
      return () => true
  }
}

function requirePlan({ choice, overlap, people }: WorkPlan, { component, count }: WorkPool): void {
  if (count === 0) {
    throw new FewlabelError('no-labels', 'There are no samples to share out.', {
      remedy: 'Import some first.',
    })
  }
  if (choice.from === 'clusters' && component === null) {
    throw new FewlabelError('not-trained', 'There are no clusters yet.', {
      remedy: 'Start training first, or share out by numbers or at random.',
    })
  }
  if (choice.from === 'range' && choice.first > choice.last) {
    throw new FewlabelError('bad-request', 'The first number is larger than the last.', {
      found: `${choice.first}-${choice.last}`,
    })
  }
  if (people.length > 1 && overlap > people.length) {
    throw new FewlabelError('bad-request', 'So many people were not named.', {
      expected: `at least ${overlap} names, or fewer people per sample`,
      found: `${people.length} names`,
    })
  }
}

function nothingLeft({ choice }: WorkPlan): FewlabelError {
  return new FewlabelError('not-found', 'Nothing is left to share out.', {
    expected: 'samples that nobody has labeled and nobody was given',
    found: choice.from === 'share' ? 'none in the project' : 'none among those chosen',
    remedy: 'Choose others, take an assignment back, or let several people label the same samples.',
  })
}
