import { formatted } from '../report.ts'
import type { Legend } from './legend.ts'
import { markdownTable } from './markdown-table.ts'
import type { BenchRecord } from './records.ts'

/** What a label costs the host, and what the host holds. */
export function latencySection(records: BenchRecord<'latency'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const bySize = records.toSorted((a, b) => a.latency.samples - b.latency.samples)
  const times = bySize.map((record) => {
    const { samples, classes, clock, promised, processor, parts, plain, decodeAndBoard, differing } =
      record.latency
    return [
      formatted(samples),
      formatted(classes),
      formatted(clock.median),
      formatted(clock.p95),
      `≤ ${formatted(promised)}`,
      formatted(processor.p95),
      ...[parts.decode, parts.counts, parts.board, parts.questions].map(formatted),
      formatted(plain),
      `${formatted(plain / decodeAndBoard)} ×`,
      formatted(differing),
      legend.of(record),
    ]
  })
  const memory = bySize.flatMap(({ latency }) =>
    latency.memory.map(({ what, megabytes }) => [formatted(latency.samples), what, formatted(megabytes)]),
  )
  const { labels } = bySize[0].latency
  return `## A label and what follows it

Generated samples in 100 clusters, ${labels} labels one after the other, each the first of the eight questions that were chosen
after the one before. Milliseconds from the label to all probabilities, the window's counts, the cluster board and the next
eight questions: median and 95th percentile of the clock, what is promised for it, and 95th percentiles of processor time, of
all and of each part. Plain is all probabilities from all labels and a board of them as one would write them down,
once, in the same process; beside it how many times as long that takes as probabilities and board do in the median, and to
how many samples it gives another class.

${markdownTable(
  [
    'samples',
    'classes',
    'median',
    '95th',
    'promised',
    'processor',
    'probabilities',
    'counts',
    'board',
    'questions',
    'plain',
    'ratio',
    'differ',
    'run',
  ],
  times,
  0,
)}

Resident memory of a host in MB as its state grows, garbage collected; each row holds what those above it hold, the first
nothing but the program. 400 are promised for a million.

${markdownTable(['samples', 'with', 'MB'], memory, 2)}`
}
