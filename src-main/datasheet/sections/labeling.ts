import type { Agreement, AgreementFigure } from '../../contract/agreement.ts'
import type { Block, Section } from '../blocks.ts'
import { answers, heading, note, paragraph, type SectionInput } from './section-input.ts'

/** How the set was labeled, and by whom. */
export function labeling(input: SectionInput): Section {
  const { sheet, words, format } = input
  const { labels, samples } = sheet
  const { count } = format
  const open = samples.total - samples.excluded - labels.human - labels.bulk - labels.model
  return {
    title: words.titles.labeling,
    blocks: [
      paragraph(words.labeling.how),
      {
        kind: 'facts',
        rows: [
          [words.labeling.human, count(labels.human)],
          [words.labeling.bulk, count(labels.bulk)],
          [words.labeling.model, count(labels.model)],
          [words.labeling.open, count(Math.max(0, open))],
          ...(labels.first !== null && labels.last !== null
            ? [
                [
                  words.labeling.time,
                  words.labeling.between(format.day(labels.first), format.day(labels.last)),
                ] as const,
              ]
            : []),
        ],
      },
      heading(words.labeling.asked),
      {
        kind: 'facts',
        rows: [
          [words.labeling.audit, count(labels.asked.audit)],
          [words.labeling.chosen, count(labels.asked.chosen)],
          [words.labeling.review, count(labels.asked.review)],
          [words.labeling.skipped, count(labels.skipped)],
          [words.labeling.flagged, count(labels.flagged)],
          [words.labeling.commented, count(labels.commented)],
        ],
      },
      heading(words.labeling.rules),
      {
        kind: 'list',
        items: [
          words.labeling.ruleAudit,
          words.labeling.ruleBulk,
          words.labeling.ruleSeveral,
          words.labeling.ruleExcluded,
        ],
      },
      ...answers(input, ['preprocessing']),
      heading(words.labeling.people),
      ...people(input),
      ...agreement(input),
    ],
  }
}

function people({ sheet, words, format }: SectionInput): Block[] {
  const { annotators, setup } = sheet
  if (annotators.length === 0) return [paragraph(words.none)]
  if (setup.people === 'none') {
    return [paragraph(words.labeling.unnamed(format.count(annotators.length), annotators.length))]
  }
  return [
    ...(setup.people === 'letters' ? [paragraph(words.labeling.letters)] : []),
    {
      kind: 'table',
      table: {
        caption: words.labeling.people,
        columns: [
          { title: words.labeling.person, align: 'start', share: 4 },
          { title: words.labeling.labels, align: 'end', share: 2 },
          { title: words.labeling.shared, align: 'end', share: 2 },
          { title: words.labeling.reliability, align: 'end', share: 3 },
        ],
        rows: annotators.map(({ annotator, labels, shared, reliability }) => [
          annotator,
          format.count(labels),
          format.count(shared),
          format.shortInterval(reliability),
        ]),
      },
    },
    note(words.labeling.reliabilityNote),
  ]
}

function agreement({ sheet, words, format }: SectionInput): Block[] {
  const found = sheet.agreement
  const title = heading(words.agreement.title)
  if (!found) return []
  if (found.samples === 0) return [title, paragraph(words.agreement.notKnown)]
  const figure = (value: AgreementFigure, write: (number: number) => string) => {
    if (value.state === 'unknown') return words.agreement.unknown[value.reason]
    const { interval } = value
    return interval
      ? words.agreement.known(write(value.value), write(interval.low), write(interval.high))
      : write(value.value)
  }
  const decimal = (value: AgreementFigure) => figure(value, (number) => format.decimal(number))
  const rows: [string, string][] = [
    [words.agreement.samples, format.count(found.samples)],
    [words.agreement.percent, figure(found.percent, format.percent)],
    [words.agreement.fleiss, decimal(found.fleiss)],
    [words.agreement.alpha, decimal(found.alpha)],
  ]
  return [title, { kind: 'facts', rows }, ...(sheet.setup.people === 'none' ? [] : pairs(found))]

  function pairs({ pairs: known }: Agreement): Block[] {
    if (known.length === 0) return []
    return [
      {
        kind: 'table',
        table: {
          caption: words.agreement.pair,
          columns: [
            { title: words.agreement.pair, align: 'start', share: 4 },
            { title: words.glance.samples, align: 'end', share: 2 },
            { title: words.agreement.percent, align: 'end', share: 3 },
            { title: words.agreement.kappa, align: 'end', share: 3 },
          ],
          rows: known.map(({ first, second, samples, percent, kappa }) => [
            `${first} – ${second}`,
            format.count(samples),
            figure(percent, format.percent),
            decimal(kappa),
          ]),
        },
      },
    ]
  }
}
