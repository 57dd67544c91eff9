import type { ChangedCell, ComparedPart, SnapshotClass, SnapshotComparison } from '../contract/snapshots.ts'
import type { LabelReader } from '../project/label-reader.ts'
import { tracks } from '../project/label-tape.ts'
import type { PredictionState } from './prediction-state.ts'
import { resolverOf } from './snapshot-state.ts'

/** Labels and guesses at one moment. */
export interface Moment {
  log: LabelReader
  predictions: PredictionState | null
  classes: readonly SnapshotClass[]
}

type Counts = Pick<SnapshotComparison, 'labels' | 'people' | 'guesses' | 'cells' | 'classes'>

/** What became of every sample between two moments, in one pass. */
export function compareMoments(from: Moment, to: Moment): Counts {
  const labels = { same: 0, added: 0, changed: 0, cleared: 0, excluded: 0, included: 0 }
  const guesses = { changed: 0, compared: 0 }
  const people = new PeopleCounts()
  const cells = { labels: new CellCounts(), answers: new CellCounts() }
  const resolve = resolverOf(to.classes)
  const count = Math.max(from.log.current().labels.length, to.log.current().labels.length)
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const [was, is] = [labelOf(from, ordinal), labelOf(to, ordinal)]
    const before = was === 0 ? 0 : resolve(was)
    if (before === is) labels.same += is === 0 ? 0 : 1
    else {
      const kind = before === 0 ? 'added' : is === 0 ? 'cleared' : 'changed'
      labels[kind]++
      people.add(personBehind(to.log, ordinal, is), kind)
    }
    cells.labels.add(was, is)
    const [wasOut, isOut] = [excludedIn(from, ordinal), excludedIn(to, ordinal)]
    if (isOut && !wasOut) labels.excluded++
    if (wasOut && !isOut) labels.included++
    const answers = [answerOf(from, ordinal), answerOf(to, ordinal)] as const
    cells.answers.add(...answers)
    if (was === 0 && is === 0 && !wasOut && !isOut && answers[0] !== 0 && answers[1] !== 0) {
      guesses.compared++
      if (resolve(answers[0]) !== answers[1]) guesses.changed++
    }
  }
  return {
    labels,
    guesses,
    people: people.list(),
    cells: { labels: cells.labels.list(), answers: cells.answers.list() },
    classes: compareClasses(from.classes, to.classes),
  }
}

/** Ordinals of the samples in one cell of a comparison, in order. */
export function samplesInCell(
  from: Moment,
  to: Moment,
  over: ComparedPart,
  cell: Pick<ChangedCell, 'from' | 'to'>,
): number[] {
  const classOf = over === 'labels' ? labelOf : answerOf
  const count = Math.max(from.log.current().labels.length, to.log.current().labels.length)
  const ordinals: number[] = []
  for (let ordinal = 0; ordinal < count; ordinal++) {
    if (classOf(from, ordinal) === (cell.from ?? 0) && classOf(to, ordinal) === (cell.to ?? 0))
      ordinals.push(ordinal)
  }
  return ordinals
}

/** Class id; 0 for none, and for samples that were not there. */
function labelOf({ log }: Moment, ordinal: number): number {
  return log.current().labels[ordinal] ?? 0
}

function excludedIn({ log }: Moment, ordinal: number): boolean {
  return log.current().excluded[ordinal] === 1
}

/** What the set says: the label or, where there is none, the guess; nothing of excluded samples. */
function answerOf(moment: Moment, ordinal: number): number {
  if (excludedIn(moment, ordinal)) return 0
  return labelOf(moment, ordinal) || (moment.predictions?.guess(ordinal)?.classId ?? 0)
}

/** Who gave the label or took it away; null where it was taken back by undo. */
function personBehind(log: LabelReader, ordinal: number, label: number): string | null {
  if (label !== 0) return log.origin(ordinal + 1)?.annotator ?? null
  const { tape } = log.state
  const last = tape.last(tracks.label, ordinal)
  return last === 0 ? null : tape.action(last).annotator
}

function compareClasses(
  from: readonly SnapshotClass[],
  to: readonly SnapshotClass[],
): SnapshotComparison['classes'] {
  const before = new Map(from.map((each) => [each.id, each]))
  const after = new Map(to.map((each) => [each.id, each]))
  const resolve = resolverOf(to)
  const both = to.flatMap((now) => {
    const then = before.get(now.id)
    return then ? [{ then, now }] : []
  })
  return {
    all: [...to, ...from.filter(({ id }) => !after.has(id))],
    added: to.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    merged: both
      .filter(({ then, now }) => then.mergedInto === null && now.mergedInto !== null)
      .map(({ now: { id } }) => ({ id, into: resolve(id) })),
    renamed: both
      .filter(({ then, now }) => then.name !== now.name)
      .map(({ then, now }) => ({ id: now.id, from: then.name, to: now.name })),
  }
}

class CellCounts {
  readonly #counts = new Map<number, Map<number, number>>()

  add(from: number, to: number): void {
    if (from === 0 && to === 0) return
    const row = this.#counts.get(from) ?? new Map<number, number>()
    this.#counts.set(from, row)
    row.set(to, (row.get(to) ?? 0) + 1)
  }

  list(): ChangedCell[] {
    return [...this.#counts]
      .flatMap(([from, row]) =>
        Array.from(row, ([to, count]) => ({ from: from || null, to: to || null, count })),
      )
      .sort((a, b) => b.count - a.count || (a.from ?? 0) - (b.from ?? 0) || (a.to ?? 0) - (b.to ?? 0))
  }
}

class PeopleCounts {
  readonly #counts = new Map<string | null, SnapshotComparison['people'][number]>()

  add(annotator: string | null, kind: 'added' | 'changed' | 'cleared'): void {
    const counts = this.#counts.get(annotator) ?? { annotator, added: 0, changed: 0, cleared: 0 }
    counts[kind]++
    this.#counts.set(annotator, counts)
  }

  list(): SnapshotComparison['people'] {
    const total = ({ added, changed, cleared }: SnapshotComparison['people'][number]) =>
      added + changed + cleared
    return [...this.#counts.values()].sort((a, b) => total(b) - total(a))
  }
}
