import type { Agreement, AgreementFigure, AgreementGap, TeamMember } from '../../contract/agreement.ts'
import type { MergeReport, TeamReport } from '../../contract/work.ts'
import { alignColumns, alignFields, formatCount, formatPercent, plural } from './formatting.ts'

const gapWords: Record<AgreementGap, string> = {
  'one-person': 'not known: fewer than two people labeled',
  'nothing-shared': 'not known: no sample was labeled by two',
  'one-class': 'not known: all labels are of one class',
}

/** Without a minus before nothing. */
function twoDecimals(value: number): string {
  return value.toFixed(2).replace(/^-(0\.00)$/, '$1')
}

/** `0.71 (0.62 to 0.79)` */
function coefficient(figure: AgreementFigure): string {
  if (figure.state === 'unknown') return gapWords[figure.reason]
  const { value, interval } = figure
  const range = interval ? ` (${twoDecimals(interval.low)} to ${twoDecimals(interval.high)})` : ''
  return twoDecimals(value) + range
}

function percent(figure: AgreementFigure): string {
  if (figure.state === 'unknown') return gapWords[figure.reason]
  const { value, interval } = figure
  const range = interval ? ` (${formatPercent(interval.low)} to ${formatPercent(interval.high)})` : ''
  return formatPercent(value) + range
}

/** In a table: what is not known is a dash, for the figures above say why. */
const short = (figure: AgreementFigure, words: (known: AgreementFigure) => string) =>
  figure.state === 'known' ? words(figure) : '–'

/** How far people agree, for a person's eyes. */
export function agreementLines(
  agreement: Agreement,
  people: readonly TeamMember[],
  className: (classId: number) => string,
): string[] {
  const { pairs, pairsWithout, classes } = agreement
  return [
    ...alignFields([
      ['samples labeled by several', formatCount(agreement.samples)],
      ['agreement', percent(agreement.percent)],
      ['Krippendorff’s α', coefficient(agreement.alpha)],
      ['Fleiss’ κ', coefficient(agreement.fleiss)],
    ]),
    ...(pairs.length > 0
      ? [
          '',
          ...alignColumns([
            ['pair', 'samples', 'agreement', 'Cohen’s κ'],
            ...pairs.map((pair) => [
              `${pair.first} and ${pair.second}`,
              formatCount(pair.samples),
              short(pair.percent, percent),
              short(pair.kappa, coefficient),
            ]),
          ]),
          ...(pairsWithout > 0
            ? [`and ${plural(pairsWithout, 'person', 'people')} more, who share fewer samples`]
            : []),
        ]
      : []),
    ...(classes.length > 0
      ? [
          '',
          ...alignColumns([
            ['class', 'labels', 'others say it, too', 'α against the rest'],
            ...classes.map((one) => [
              className(one.classId),
              formatCount(one.labels),
              short(one.agreement, percent),
              short(one.alpha, coefficient),
            ]),
          ]),
        ]
      : []),
    ...peopleTable(people),
  ]
}

export function peopleTable(people: readonly TeamMember[]): string[] {
  if (people.length === 0) return []
  return [
    '',
    ...alignColumns([
      ['person', 'labels', 'shared', 'given', 'done', 'labels/min', 'says what most speaks for'],
      ...people.map(({ annotator, labels, shared, assigned, done, perMinute, reliability }) => [
        annotator,
        ...[labels, shared, assigned, done].map(formatCount),
        perMinute === null ? '–' : perMinute.toFixed(1),
        reliability
          ? `${formatPercent(reliability.value)} (${formatPercent(reliability.low)} to ${formatPercent(reliability.high)})`
          : '–',
      ]),
    ]),
  ]
}

export function mergeLines(report: MergeReport): string[] {
  const { file, annotator, people, taken, known, samples, comments, disputed, withdrawn } = report
  const others = people.filter((name) => name !== annotator)
  const conflictWords = {
    renamed: (name: string, became: string) => `“${name}” is called “${became}” here`,
    'merged-there': (name: string, became: string) => `“${name}” was merged into “${became}” in the package`,
    'merged-here': (name: string, became: string) => `“${name}” has become part of “${became}” here`,
  }
  return [
    `${file}: ${plural(taken, 'step')} taken, ${formatCount(known)} known already, on ${plural(samples, 'sample')}`,
    ...(others.length > 0 ? [`  made for ${annotator}; steps are by ${people.join(', ')}`] : []),
    ...(comments > 0 ? [`  ${plural(comments, 'comment')}`] : []),
    ...(report.classesAdded.length > 0 ? [`  new classes: ${report.classesAdded.join(', ')}`] : []),
    ...report.classConflicts.map(({ kind, name, became }) => `  ${conflictWords[kind](name, became)}`),
    ...(disputed > 0
      ? [`  people disagree on ${plural(disputed, 'sample')} now; see Review in the window`]
      : []),
    ...(withdrawn > 0
      ? [`  ${plural(withdrawn, 'step')} merged before and taken back there since; kept here`]
      : []),
    ...(report.leftOut > 0 ? [`  ${plural(report.leftOut, 'split')} of clusters left there`] : []),
    ...(report.unknownSamples > 0
      ? [`  ${plural(report.unknownSamples, 'sample')} not in this project`]
      : []),
  ]
}

export function statusLines(report: TeamReport): string[] {
  const { assignments, merges, people, disputes, settled } = report
  if (people.length === 0) return ['Nobody has labeled anything or was given anything yet.']
  return [
    ...peopleTable(people).slice(1),
    ...(assignments.length > 0
      ? [
          '',
          ...alignColumns([
            ['assignment', 'samples', 'done', 'package'],
            ...assignments.map(({ annotator, samples, done, package: made }) => [
              annotator,
              formatCount(samples),
              formatCount(done),
              made ? made.fileName + (made.independent ? ' (independent)' : '') : 'in this project',
            ]),
          ]),
        ]
      : []),
    ...(merges.length > 0
      ? [
          '',
          ...alignColumns([
            ['merged', 'taken', 'known', 'disputed', 'at'],
            ...merges.map((merge) => [
              merge.fileName,
              ...[merge.taken, merge.known, merge.disputed].map(formatCount),
              merge.mergedAt,
            ]),
          ]),
        ]
      : []),
    '',
    `${plural(disputes, 'sample')} in dispute, ${formatCount(settled)} settled by review`,
  ]
}
