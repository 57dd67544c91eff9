import { planName, questionCounts } from '../questions/measure-questions.ts'
import type { Legend } from './legend.ts'
import { markdownTable } from './markdown-table.ts'
import type { BenchRecord } from './records.ts'

/** In %, without the sign; nothing for what was not measured. */
function hundredths(value: number | undefined): string {
  return value === undefined ? '' : (100 * value).toFixed(1)
}

/** Ways of labeling, data set by data set. */
export function questionsSection(records: BenchRecord<'questions'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const rows = records.map((record) => {
    const { dataSet, plan, results, labelsTo } = record.questions
    const at = new Map(results.map((result) => [result.labels, result]))
    return [
      dataSet,
      planName(plan),
      ...questionCounts.map((labels) => hundredths(at.get(labels)?.mean)),
      labelsTo['0.95'] === null ? '–' : labelsTo['0.95'].toFixed(0),
      hundredths(at.get(100)?.ece),
      ...[100, 200].map((labels) => {
        const interval = at.get(labels)?.interval
        return interval ? wholePercent(interval.coverage) : '–'
      }),
      legend.of(record),
    ]
  })
  return `## Questions

Accuracy in % on all samples without a label, by the number of labels, audit questions included; means over five models
(trained with the product’s settings and the seeds 1 to 5) and several orders of labels each. *Not refined* leaves out
the propagation over the samples’ own graph; with it, it is brought up to date at the numbers shown. Then: labels to
95 % (– where it was not always reached within 200), expected calibration error after 100 labels in %, and how many of the
95 % intervals that the project would show after 100 and 200 labels hold the truth.

${markdownTable(
  [
    'data',
    'strategy, decoder',
    ...questionCounts.map(String),
    'to 95 %',
    'ECE',
    'holds @100',
    'holds @200',
    'run',
  ],
  rows,
  2,
)}${coverageLine(records)}`
}

/** How many of the product's own intervals hold the truth, over all data sets; nothing where there are none. */
function coverageLine(records: BenchRecord<'questions'>[]): string {
  const asInProduct = records
    .map(({ questions }) => questions)
    .filter(
      ({ plan: { strategy, decoder, refined, noise, annotators } }) =>
        strategy === 'default' && decoder === 'graph' && refined && noise === 0 && annotators === 1,
    )
  const parts = [100, 200].flatMap((labels) => {
    let projects = 0
    let held = 0
    for (const { results, models, plan } of asInProduct) {
      const interval = results.find((result) => result.labels === labels)?.interval
      if (!interval) continue
      projects += models * plan.seeds
      held += interval.coverage * models * plan.seeds
    }
    return projects > 0 ? [`${wholePercent(held / projects)} of ${projects} after ${labels} labels`] : []
  })
  if (parts.length === 0) return ''
  return `\n\nOver all data sets together, labeled as the product does it, the intervals hold the truth in ${parts.join(', ')}.`
}

function wholePercent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
