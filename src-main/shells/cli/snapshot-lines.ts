import type { AccuracyEstimate } from '../../contract/quality.ts'
import type {
  ChangedCell,
  ComparedMoment,
  RestoreReport,
  Snapshot,
  SnapshotComparison,
} from '../../contract/snapshots.ts'
import { alignColumns, alignFields, formatCount, formatPercent, plural } from './formatting.ts'

/** Lines of each list; the document of `--json` has them all. */
const mostListed = 20

/** Snapshots for a person's eyes. */
export function snapshotLines(snapshots: readonly Snapshot[]): string[] {
  if (snapshots.length === 0) return ['No snapshot was taken yet.']
  const rows = snapshots.map(({ name, takenAt, annotator, runId, facts }) => [
    name,
    takenAt.slice(0, 16).replace('T', ' '),
    annotator,
    formatCount(facts.counts.labeled),
    accuracyWords(facts.accuracy),
    runId === null ? 'none' : `run ${runId}`,
  ])
  return alignColumns([['name', 'taken (UTC)', 'by', 'labels', 'accuracy', 'model'], ...rows])
}

export function comparisonLines({
  from,
  to,
  labels,
  people,
  guesses,
  cells,
  classes,
}: SnapshotComparison): string[] {
  const names = new Map(classes.all.map(({ id, name }) => [id, name]))
  const nameOf = (id: number | null) => (id === null ? 'none' : (names.get(id) ?? `class ${id}`))
  return [
    ...alignFields([
      ['from', momentWords(from)],
      ['to', momentWords(to)],
      [
        'labels',
        `${formatCount(labels.added)} new, ${formatCount(labels.changed)} changed, ` +
          `${formatCount(labels.cleared)} taken away, ${formatCount(labels.same)} the same`,
      ],
      ['excluded', `${formatCount(labels.excluded)} more, ${formatCount(labels.included)} taken back in`],
      ['guesses', `${formatCount(guesses.changed)} of ${formatCount(guesses.compared)} changed`],
    ]),
    ...listed(
      'Who changed labels',
      people,
      ({ annotator, added, changed, cleared }) =>
        `${annotator ?? 'undo'}: ${formatCount(added)} new, ${formatCount(changed)} changed, ${formatCount(cleared)} taken away`,
    ),
    ...listed('Labels that changed', cells.labels.filter(isChange), (cell) => cellWords(cell, nameOf)),
    ...listed('What the set says changed', cells.answers.filter(isChange), (cell) => cellWords(cell, nameOf)),
    ...listed('Classes', classWords(classes, nameOf), (words) => words),
  ]
}

export function restoreLines({
  snapshot,
  samples,
  newer,
  merged,
  runId,
  decoderChanged,
}: RestoreReport): string[] {
  return [
    samples === 0
      ? `All labels are as they were in “${snapshot}” already.`
      : `${plural(samples, 'sample')} restored from “${snapshot}”; undo takes it back`,
    ...(newer > 0 ? [`${plural(newer, 'sample')} came later and keep their labels`] : []),
    ...(merged > 0
      ? [`${plural(merged, 'label')} of classes that were merged since count as the class that is left`]
      : []),
    ...(runId === null ? [] : [`the model of run ${runId} is in use again`]),
    ...(decoderChanged ? ['decoder and prior are those of then'] : []),
  ]
}

function classWords(
  { added, merged, renamed }: SnapshotComparison['classes'],
  nameOf: (id: number) => string,
): string[] {
  return [
    ...added.map((id) => `${nameOf(id)} is new`),
    ...merged.map(({ id, into }) => `${nameOf(id)} was merged into ${nameOf(into)}`),
    ...renamed.map((each) => `${each.from} is called ${each.to} now`),
  ]
}

function cellWords({ from, to, count }: ChangedCell, nameOf: (id: number | null) => string): string {
  return `${nameOf(from)} → ${nameOf(to)}: ${formatCount(count)}`
}

function isChange({ from, to }: ChangedCell): boolean {
  return from !== to
}

function momentWords({ name, at, labeled, runId, accuracy }: ComparedMoment): string {
  const model = runId === null ? 'no model' : `run ${runId}`
  const when = name === null ? 'now' : `“${name}” of ${at.slice(0, 16).replace('T', ' ')}`
  return `${when}: ${plural(labeled, 'label')}, ${model}, accuracy ${accuracyWords(accuracy)}`
}

function accuracyWords(accuracy: AccuracyEstimate): string {
  if (accuracy.state === 'too-early') return 'not known yet'
  const { value, low, high } = accuracy
  return `${formatPercent(value)} (${formatPercent(low)} to ${formatPercent(high)})`
}

function listed<Entry>(title: string, entries: readonly Entry[], line: (entry: Entry) => string): string[] {
  if (entries.length === 0) return []
  const rest = entries.length - mostListed
  return [
    '',
    `${title}:`,
    ...entries.slice(0, mostListed).map((entry) => `  ${line(entry)}`),
    ...(rest > 0 ? [`  … ${formatCount(rest)} more`] : []),
  ]
}
