import type { QueueItem } from '../../../../src-main/contract/window.ts'

/**
 * The queue as a line: samples that were shown, the one on screen, and those to come. `cursor` is the sample the next
 * key is meant for; `shown` is the one on screen, which stays until what was said about it is committed. Somebody who
 * types faster than that is one or more samples ahead, never further than what "Up next" shows.
 */
export interface QueueList {
  readonly items: readonly QueueItem[]
  readonly shown: number
  readonly cursor: number
}

export const emptyQueue: QueueList = { items: [], shown: 0, cursor: 0 }

/** Samples to come that stay as they are when the queue is asked again: they are seen and loaded already. */
export const steadyAhead = 2

/** How far keys may run ahead of the screen. */
export const typeAhead = 4

/**
 * So many of those shown last are named to the host. It is asked in the address of a request, which must not be longer
 * than lib/trpc.ts allows; what was answered the host leaves out by itself.
 */
const mostExcluded = 300

/** What must not be offered again: what was shown and what stays ahead. */
export function excluded(list: QueueList): number[] {
  return kept(list)
    .slice(-mostExcluded)
    .map((item) => item.sample.id)
}

function kept(list: QueueList): readonly QueueItem[] {
  return list.items.slice(0, list.cursor + 1 + steadyAhead)
}

/** Takes in what the host would ask next; it replaces what lies further ahead, chosen before the newest labels. */
export function offer(list: QueueList, fresh: readonly QueueItem[]): QueueList {
  const items = kept(list)
  const known = new Set(items.map((item) => item.sample.id))
  return { ...list, items: [...items, ...fresh.filter((item) => !known.has(item.sample.id))] }
}

/** Whether a key can be meant for the sample at the cursor. */
export function canAct(list: QueueList): boolean {
  return list.cursor < list.items.length && list.cursor - list.shown <= typeAhead
}

/** A key was pressed for the sample at the cursor; the screen follows when it is committed. */
export function typed(list: QueueList): QueueList {
  return { ...list, cursor: Math.min(list.items.length, list.cursor + 1) }
}

/** What was said about a sample is committed: the screen goes on past it. */
export function committed(list: QueueList, sampleId: number): QueueList {
  const at = list.items.findIndex((item) => item.sample.id === sampleId)
  if (at < 0 || at !== list.shown) return list
  const shown = Math.min(list.items.length, at + 1)
  return { ...list, shown, cursor: Math.max(list.cursor, shown) }
}

/** {@link committed} for all samples of an action. */
export function committedAll(list: QueueList, samples: ReadonlySet<number>): QueueList {
  let after = list
  for (;;) {
    const id = after.items.at(after.shown)?.sample.id
    if (id === undefined || !samples.has(id)) return after
    after = committed(after, id)
  }
}

/** Nothing is said about the samples from the one on screen on; keys are meant for it again. */
export function rewind(list: QueueList): QueueList {
  return list.cursor === list.shown ? list : { ...list, cursor: list.shown }
}

/** Moves without saying anything: `-1` back, `1` on. */
export function step(list: QueueList, by: 1 | -1): QueueList {
  const shown = Math.max(0, Math.min(list.items.length, list.shown + by))
  return shown === list.shown && list.cursor === shown ? list : { ...list, shown, cursor: shown }
}

/** Goes to a sample that was shown before or is to come; the same list where it is not in the line. */
export function goTo(list: QueueList, sampleId: number): QueueList {
  const at = list.items.findIndex((item) => item.sample.id === sampleId)
  return at < 0 ? list : { ...list, shown: at, cursor: at }
}
