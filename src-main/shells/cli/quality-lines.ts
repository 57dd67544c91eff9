import type {
  AccuracyEstimate,
  Forecast,
  Interval,
  QualityReport,
  StopAdvice,
} from '../../contract/quality.ts'
import { alignColumns, alignFields, formatCount, formatPercent, plural } from './formatting.ts'

/** Lines of each list; the document of `--json` has them all. */
const mostListed = 20

/** What people call classes and samples. */
export interface ReportNames {
  className: (classId: number) => string
  sampleName: (sample: number) => string
}

/** A report on quality for a person's eyes. */
export function qualityLines(report: QualityReport, { className, sampleName }: ReportNames): string[] {
  return [
    ...alignFields([
      ['labels', `${formatCount(report.labeled)} of ${plural(report.samples, 'sample')}`],
      ['audit', auditWords(report)],
      ['accuracy', accuracyWords(report)],
      ['calibration', calibrationWords(report)],
      ['unseen', unseenWords(report)],
      ['forecast', forecastWords(report.forecast, report.target)],
      ['advice', adviceWords(report.advice)],
    ]),
    ...classTable(report, className),
    ...listed(
      `Labels that all others speak against (${formatCount(report.suspects.length)}):`,
      report.suspects,
      ({ sample, classId, annotator, probability, suggestedClassId, suggestedProbability }) =>
        `${sampleName(sample)}: ${className(classId)} by ${annotator} has ${formatPercent(probability)}, ` +
        `${className(suggestedClassId)} ${formatPercent(suggestedProbability)}`,
    ),
    ...listed(
      `Samples on which people disagree (${formatCount(report.disputes.length)}):`,
      report.disputes,
      ({ sample, opinions, consensusClassId, probability }) =>
        `${sampleName(sample)}: ${opinions.map((said) => `${said.annotator} ${className(said.classId)}`).join(', ')}; ` +
        `most speaks for ${className(consensusClassId)} (${formatPercent(probability)})`,
    ),
    ...annotatorTable(report),
  ]
}

function range({ value, low, high }: Interval): string {
  return `${formatPercent(value)} (${formatPercent(low)} to ${formatPercent(high)})`
}

function cell(interval: Interval | null): string {
  return interval ? range(interval) : '–'
}

function auditWords({ audits, auditsSkipped }: QualityReport): string {
  const answered = `${plural(audits, 'sample')} drawn at random and labeled`
  if (auditsSkipped === 0) return answered
  return `${answered}; ${formatCount(auditsSkipped)} passed over, of which nothing is known`
}

/** An estimate of accuracy, or how far it is from being one. */
export function estimateWords(accuracy: AccuracyEstimate): string {
  if (accuracy.state === 'known') return range(accuracy)
  return `not enough audit labels yet: ${accuracy.audits} of ${accuracy.needed}`
}

function accuracyWords({ accuracy, samples, labeled }: QualityReport): string {
  if (accuracy.state === 'too-early') return estimateWords(accuracy)
  const from = accuracy.method === 'beta' ? 'audit labels' : 'audit labels and confidences'
  return `${estimateWords(accuracy)} of the guesses for ${plural(samples - labeled, 'unlabeled sample')}, from ${from}`
}

function calibrationWords({ calibration }: QualityReport): string {
  if (calibration.error === null) return 'not enough labels yet'
  const from = calibration.from === 'audit' ? 'audit labels' : 'all labels, which are not drawn at random'
  return `confidences are off by ${formatPercent(calibration.error)} on average, by ${from}`
}

function unseenWords({ unseen }: QualityReport): string {
  if (!unseen.mass) return `not enough random draws yet: ${formatCount(unseen.draws)}`
  return `${range(unseen.mass)} of the samples may be of classes that nobody has labeled yet`
}

function forecastWords(forecast: Forecast, target: number): string {
  switch (forecast.state) {
    case 'too-early':
      return `too early: ${formatCount(forecast.labels)} of about ${plural(forecast.needed, 'label')}`
    case 'reached':
      return `${formatPercent(target)} are reached`
    case 'range': {
      const { low, high } = forecast
      if (high === 0) return `${formatPercent(target)} are probably reached; more audit labels will tell`
      if (low === 0 && high === null)
        return `${formatPercent(target)} may be reached already, or take many more labels`
      const most =
        high === null
          ? `${formatCount(low)} or many more labels`
          : `${formatCount(low)} to ${plural(high, 'more label')}`
      return `${most} to ${formatPercent(target)}`
    }
    case 'out-of-reach':
      return `levels off near ${formatPercent(forecast.ceiling)}, below ${formatPercent(target)}`
  }
}

const ruleWords: Record<StopAdvice['rules'][number]['rule'], string> = {
  accuracy: 'the low end of accuracy is at the target',
  stability: 'guesses hardly change any more',
  unseen: 'new classes are unlikely',
}

function adviceWords({ stop, rules }: StopAdvice): string {
  const words = (met: boolean) => rules.filter((rule) => rule.met === met).map(({ rule }) => ruleWords[rule])
  if (stop) return `stop: ${words(true).join(', ')}`
  return `go on; not yet: ${words(false).join(', ')}`
}

function classTable({ classes }: QualityReport, className: ReportNames['className']): string[] {
  if (classes.length === 0) return []
  return [
    '',
    ...alignColumns([
      ['class', 'labels', 'audit', 'guessed', 'precision', 'recall', 'share'],
      ...classes.map(({ classId, labeled, audited, predicted, precision, recall, share }) => [
        className(classId),
        ...[labeled, audited, predicted].map(formatCount),
        ...[precision, recall, share].map(cell),
      ]),
    ]),
  ]
}

function annotatorTable({ annotators }: QualityReport): string[] {
  if (annotators.every(({ shared }) => shared === 0)) return []
  return [
    '',
    ...alignColumns([
      ['annotator', 'labels', 'shared', 'says what most speaks for'],
      ...annotators.map(({ annotator, labels, shared, reliability }) => [
        annotator,
        formatCount(labels),
        formatCount(shared),
        cell(reliability),
      ]),
    ]),
  ]
}

function listed<Item>(title: string, items: readonly Item[], lineOf: (item: Item) => string): string[] {
  if (items.length === 0) return []
  const left = items.length - mostListed
  const lines = items.slice(0, mostListed).map((item) => `  ${lineOf(item)}`)
  return ['', title, ...lines, ...(left > 0 ? [`  and ${formatCount(left)} more`] : [])]
}
