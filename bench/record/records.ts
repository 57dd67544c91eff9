import type { LatencyMeasures } from '../label-latency.ts'
import type { QuestionsMeasures } from '../questions/measure-questions.ts'
import type { Measure } from '../report.ts'
import type { StepProfile } from '../step-profile.ts'
import type { TrainMeasures } from '../training/train-child.ts'
import type { VariantName } from '../training/variant-patch.ts'

/** What a measurement ran on; nothing that names a machine among others. */
export interface Machine {
  processor: string
  cores: number
  memoryGigabytes: number
  system: string
  node: string
}

/** Under what circumstances something was measured. */
export interface Circumstances {
  machine: Machine
  /** Abbreviated; with a `+` where the sources had been changed since. */
  commit: string
  /** Of the end, ISO 8601. */
  date: string
  command: string
}

/** What is kept of a run, by the part of the bench that made it. */
export interface Findings {
  /** The promises about the product as a whole. */
  product: { measure: Measure }
  model: { settings: string; measures: TrainMeasures }
  variants: { variant: VariantName; settings: string; measures: TrainMeasures }
  scale: { full: boolean; settings: string; measures: TrainMeasures }
  profile: { profile: StepProfile }
  questions: { questions: QuestionsMeasures }
  latency: { latency: LatencyMeasures }
}

export type RecordKind = keyof Findings
export type BenchRecord<Kind extends RecordKind = RecordKind> = Circumstances & Findings[Kind]

/** Findings with the same name replace each other in the tables; the newest counts. */
export const nameOf: { [Kind in RecordKind]: (record: BenchRecord<Kind>) => string } = {
  product: ({ measure }) => measure.what,
  model: ({ settings, measures }) => [measures.dataSet, measures.engine, settings].join('|'),
  variants: ({ variant, settings, measures }) =>
    [measures.dataSet, variant, measures.engine, settings].join('|'),
  scale: ({ full, settings, measures }) => [full, measures.engine, measures.samples, settings].join('|'),
  questions: ({ questions: { dataSet, plan } }) =>
    [dataSet, ...Object.values({ ...plan, seeds: 0 })].join('|'),
  latency: ({ latency }) => String(latency.samples),
  profile: ({ profile }) => `${profile.engine}|${profile.batch}`,
}

/** The newest record of each name, in the order in which the names first came. */
export function newest<Kind extends RecordKind>(
  kind: Kind,
  records: readonly BenchRecord<Kind>[],
): BenchRecord<Kind>[] {
  const byName = new Map<string, BenchRecord<Kind>>()
  for (const record of records) {
    const name = nameOf[kind](record)
    const there = byName.get(name)
    if (!there || there.date <= record.date) byName.set(name, record)
  }
  return [...byName.values()]
}
