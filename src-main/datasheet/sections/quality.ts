import { curveColumns, shareRange } from '../../contract/charts/curve-columns.ts'
import { learningCurveChart } from '../../contract/charts/learning-curve-chart.ts'
import { type MatrixRow, matrixChart } from '../../contract/charts/matrix-chart.ts'
import { reliabilityChart } from '../../contract/charts/reliability-chart.ts'
import type { Block, Section } from '../blocks.ts'
import { heading, note, paragraph, type SectionInput } from './section-input.ts'

/** Classes of the matrix that is drawn, and mistakes that are listed. */
const mostDrawn = 26
const mostMistakes = 30

/** How good the labels are, and how that was measured. */
export function quality(input: SectionInput): Section {
  const { words } = input
  return {
    title: words.titles.quality,
    blocks: [
      ...accuracy(input),
      ...curve(input),
      heading(words.quality.perClass),
      ...perClass(input),
      heading(words.quality.confusion),
      ...confused(input),
      heading(words.quality.calibration),
      ...calibration(input),
      ...decoders(input),
    ],
  }
}

function accuracy({ sheet, words, format }: SectionInput): Block[] {
  const { accuracy: known, auditsSkipped, suspects, disputes } = sheet.quality
  const { count } = format
  const doubts = [
    ...(suspects.length > 0 ? [words.quality.doubts(count(suspects.length), suspects.length)] : []),
    ...(disputes.length > 0 ? [words.quality.disputes(count(disputes.length), disputes.length)] : []),
  ]
  const skipped = auditsSkipped > 0 ? [words.quality.skipped(count(auditsSkipped), auditsSkipped)] : []
  const measured =
    known.state === 'known'
      ? `${words.quality.known(format.interval(known), count(known.audits))} ${known.method === 'beta' ? words.quality.beta : words.quality.predictionPowered}`
      : words.quality.tooEarly(count(known.audits), count(known.needed))
  return [measured, ...skipped, words.quality.ofPeople, ...doubts].map(paragraph)
}

function curve({ sheet, words, format }: SectionInput): Block[] {
  const columns = curveColumns(sheet.quality.curve)
  const known = columns.value.filter((value) => value !== null).length
  if (known < 2) return []
  return [
    heading(words.quality.curve),
    {
      kind: 'chart',
      caption: words.quality.curveCaption,
      chart: learningCurveChart(
        columns,
        sheet.quality.target,
        shareRange(columns.low, [sheet.quality.target]),
        {
          labels: words.quality.labelsAxis,
          accuracy: words.quality.accuracy,
          interval: words.quality.interval,
          confidence: words.quality.confidence,
          target: words.quality.target,
          summary: words.quality.curveCaption,
          percent: format.whole,
          count: format.count,
        },
      ),
    },
  ]
}

function perClass({ sheet, words, format, className }: SectionInput): Block[] {
  if (sheet.quality.classes.length === 0) return [paragraph(words.none)]
  return [
    {
      kind: 'table',
      table: {
        caption: words.quality.perClass,
        columns: [
          { title: words.composition.class, align: 'start', share: 5 },
          { title: words.quality.audited, align: 'end', share: 2 },
          { title: words.quality.precision, align: 'end', share: 3 },
          { title: words.quality.recall, align: 'end', share: 3 },
        ],
        rows: sheet.quality.classes.map(({ classId, audited, precision, recall }) => [
          className(classId),
          format.count(audited),
          format.shortInterval(precision),
          format.shortInterval(recall),
        ]),
      },
    },
    note(words.quality.perClassNote),
  ]
}

function confused({ sheet, words, format, className }: SectionInput): Block[] {
  const { cells, classIds, audits } = sheet.confusion
  if (audits === 0) return [paragraph(words.none)]
  const of = new Map<number, { count: number; weight: number }>()
  for (const { labelId, count, weight } of cells) {
    const row = of.get(labelId) ?? { count: 0, weight: 0 }
    of.set(labelId, { count: row.count + count, weight: row.weight + weight })
  }
  const share = (labelId: number, weight: number) => weight / (of.get(labelId)?.weight ?? 1)
  const nameOf = (id: number | null) => (id === null ? words.quality.noOpinion : className(id))
  const shown = classIds.slice(0, mostDrawn)
  const rows = shown.map(
    (labelId): MatrixRow => ({
      name: className(labelId),
      total: format.count(of.get(labelId)?.count ?? 0),
      cells: new Map(
        cells
          .filter((cell) => cell.labelId === labelId && cell.guessId !== null && shown.includes(cell.guessId))
          .map(({ guessId, count, weight }) => [
            shown.indexOf(guessId as number),
            {
              share: share(labelId, weight),
              text: format.count(count),
              title: `${className(labelId)} → ${nameOf(guessId)}: ${format.count(count)}`,
              wrong: guessId !== labelId,
            },
          ]),
      ),
    }),
  )
  const mistakes = cells
    .filter(({ labelId, guessId }) => labelId !== guessId)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostMistakes)
  return [
    {
      kind: 'chart',
      caption: words.quality.confusionCaption,
      chart: matrixChart({
        rowsAre: words.quality.people,
        columnsAre: words.quality.model,
        columns: shown.map(className),
        rows,
        summary: words.quality.confusionSummary(format.count(audits)),
      }),
    },
    ...(mistakes.length === 0
      ? [paragraph(words.quality.noMistakes)]
      : [
          {
            kind: 'table',
            table: {
              caption: words.quality.mistakes,
              columns: [
                { title: words.quality.peopleSaid, align: 'start', share: 4 },
                { title: words.quality.modelSaid, align: 'start', share: 4 },
                { title: words.quality.count, align: 'end', share: 2 },
                { title: words.quality.rowShare, align: 'end', share: 2 },
              ],
              rows: mistakes.map(({ labelId, guessId, count, weight }) => [
                className(labelId),
                nameOf(guessId),
                format.count(count),
                format.whole(share(labelId, weight)),
              ]),
            },
          } satisfies Block,
        ]),
  ]
}

function calibration({ sheet, words, format }: SectionInput): Block[] {
  const { error, from, bins } = sheet.quality.calibration
  if (error === null) return [paragraph(words.quality.uncalibrated)]
  const summary = words.quality.calibrated(format.decimal(error * 100, 1), from === 'audit')
  return [
    paragraph(summary),
    {
      kind: 'chart',
      caption: words.quality.reliability,
      chart: reliabilityChart(bins, {
        confidence: words.quality.confidence,
        accuracy: words.quality.accuracy,
        summary,
        percent: format.whole,
        bin: ({ confidence, accuracy: right, count }) =>
          `${format.percent(confidence)}: ${format.interval(right)}, ${format.count(count)}`,
      }),
    },
  ]
}

function decoders({ sheet, words, format }: SectionInput): Block[] {
  const { decoders: compared, inUse } = sheet.decoders
  if (compared.length === 0) return []
  return [
    heading(words.quality.decoders),
    {
      kind: 'table',
      table: {
        caption: words.quality.decoders,
        columns: [
          { title: words.quality.decoder, align: 'start', share: 6 },
          { title: words.quality.accuracy, align: 'end', share: 3 },
          { title: words.quality.difference, align: 'end', share: 4 },
        ],
        rows: compared.map(({ decoder, accuracy: own, difference }) => [
          words.quality.decoderNames[decoder],
          format.shortInterval(own),
          decoder === inUse || !difference ? words.quality.inUse : format.difference(difference),
        ]),
      },
    },
    note(words.quality.decodersNote),
  ]
}
