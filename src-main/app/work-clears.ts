import type { StepOrigin } from '../project/label-batches.ts'
import type { Project } from '../project/project.ts'

/**
 * What a label cleared in a package means here. Clearing takes back what everybody said of a sample; whoever did it there
 * cannot have meant people of whom the package knows nothing. Where such people gave the sample a class here, they keep
 * it: the clear is left out, and so is what the package said of the sample before it.
 */
export class PackageClears {
  readonly #project: Project
  /** By id there, the number of the last clear in effect. */
  readonly #last = new Map<number, number>()
  /** Ids there of samples on which others have a say here. */
  readonly #kept = new Set<number>()

  /** @param samples ids here by ids there */
  constructor(from: Project, project: Project, samples: ReadonlyMap<number, number>) {
    this.#project = project
    for (const { action, ordinals } of from.labels.stepsInEffect()) {
      if (action.kind !== 'clear') continue
      for (const ordinal of ordinals) this.#last.set(ordinal + 1, action.id)
    }
    if (this.#last.size === 0) return
    const there = originsOf(from)
    const here = project.labels.origins(0, Number.MAX_SAFE_INTEGER)
    for (const sample of this.#last.keys()) {
      const own = samples.get(sample)
      if (own === undefined) continue
      const isKnown = (eventId: number) =>
        there.has(keyOf(here.get(eventId) ?? { logId: project.labels.identity, eventId }))
      if (!project.labels.opinions(own).every(({ eventId }) => isKnown(eventId))) this.#kept.add(sample)
    }
  }

  /** Whether a clear does not count here. */
  isLeftOut(sample: number): boolean {
    return this.#kept.has(sample)
  }

  /** Whether a class was given there before a clear that does not count here. */
  isTakenBack(sample: number, eventId: number): boolean {
    return this.#kept.has(sample) && eventId < (this.#last.get(sample) ?? 0)
  }

  /** Whether a clear that is left out was meant for a class that came from the package before. */
  isMissed(sample: number, here: number, logId: string): boolean {
    if (!this.#kept.has(sample)) return false
    return this.#project.labels.opinions(here).some(({ eventId }) => {
      return this.#project.labels.origins(eventId, eventId).get(eventId)?.logId === logId
    })
  }
}

/** Everything a log knows, under the numbers it was said with. */
function originsOf(from: Project): Set<string> {
  const { identity } = from.labels
  const origins = from.labels.origins(0, Number.MAX_SAFE_INTEGER)
  const known = new Set<string>()
  for (let eventId = 1; eventId <= from.labels.lastEvent(); eventId++) {
    known.add(keyOf(origins.get(eventId) ?? { logId: identity, eventId }))
  }
  return known
}

function keyOf({ logId, eventId }: StepOrigin): string {
  return `${logId}/${eventId}`
}
