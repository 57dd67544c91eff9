import type { Block, Section } from '../blocks.ts'
import { answers, heading, note, paragraph, type SectionInput } from './section-input.ts'

/** The answer before its grounds. */
export function glance({ sheet, words, format }: SectionInput): Section {
  const { labels, samples, quality, setup } = sheet
  const { count, percent } = format
  const all = Math.max(1, samples.total - samples.excluded)
  const ofAll = (part: number) => words.glance.ofAll(count(part), percent(part / all))
  const { accuracy } = quality
  return {
    title: words.titles.glance,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.glance.samples, count(all)],
          [words.glance.classes, count(sheet.classes.length)],
          [words.glance.labeledByPeople, ofAll(labels.human + labels.bulk)],
          [words.glance.labeledByModel, ofAll(labels.model)],
          [
            words.glance.accuracy,
            accuracy.state === 'known'
              ? format.interval(accuracy)
              : words.glance.tooEarly(count(accuracy.audits), count(accuracy.needed)),
          ],
          [words.glance.people, count(sheet.annotators.length)],
          [words.questions.licence, setup.answers.licence || words.missing],
          [words.glance.state, words.glance.asOf(format.moment(sheet.madeAt))],
        ],
      },
    ],
  }
}

/** What is in the set. */
export function composition(input: SectionInput): Section {
  const { sheet, words, format, className } = input
  const { samples, sources, classes, quality, duplicates } = sheet
  const { count } = format
  const copies =
    duplicates === null
      ? words.composition.duplicatesUnknown
      : duplicates === 0
        ? words.composition.noDuplicates
        : words.composition.duplicates(count(duplicates), duplicates)
  return {
    title: words.titles.composition,
    blocks: [
      paragraph(whatTheyAre(input)),
      ...(samples.excluded > 0
        ? [paragraph(words.composition.excluded(count(samples.excluded), samples.excluded))]
        : []),
      paragraph(copies),
      ...(samples.withTruth ? [paragraph(words.composition.truth)] : []),
      ...answers(input, ['sensitive']),
      heading(words.composition.sources),
      {
        kind: 'table',
        table: {
          caption: words.composition.sources,
          columns: [
            { title: words.composition.source, align: 'start', share: 5 },
            { title: words.composition.format, align: 'start', share: 2 },
            { title: words.composition.imported, align: 'start', share: 3 },
            { title: words.glance.samples, align: 'end', share: 2 },
            { title: words.composition.fields, align: 'start', share: 4 },
          ],
          rows: sources.map(({ name, format: kind, importedAt, samples: added, fields }) => [
            name,
            kind,
            format.day(importedAt),
            count(added),
            fields.length > 0 ? fields.join(', ') : '–',
          ]),
        },
      },
      heading(words.composition.classes),
      ...guidelines(input),
      {
        kind: 'table',
        table: {
          caption: words.composition.shares,
          columns: [
            { title: words.composition.class, align: 'start', share: 5 },
            { title: words.composition.byPeople, align: 'end', share: 2 },
            { title: words.composition.byModel, align: 'end', share: 2 },
            { title: words.composition.share, align: 'end', share: 3 },
          ],
          rows: quality.classes.map(({ classId, labeled, predicted, share }) => [
            className(classId),
            count(labeled),
            count(predicted),
            format.shortInterval(share),
          ]),
        },
      },
      ...(classes.length > 0 ? [note(words.composition.sharesNote)] : []),
    ],
  }
}

function whatTheyAre({ sheet, words, format }: SectionInput): string {
  const { shape, total, excluded, withTexts } = sheet.samples
  const { what } = words.composition
  const samples = format.count(total - excluded)
  if (!shape) return what.empty
  if (shape.kind === 'image') {
    return what.image(samples, String(shape.side), shape.channels === 3 ? what.colour : what.grayscale)
  }
  return withTexts
    ? what.texts(samples, format.count(shape.length))
    : what.vector(samples, format.count(shape.length))
}

function guidelines({ sheet, words }: SectionInput): Block[] {
  const written = sheet.classes.filter(({ guideline, examples }) => guideline !== '' || examples.length > 0)
  if (written.length === 0) return [paragraph(words.composition.noGuidelines)]
  return [
    {
      kind: 'table',
      table: {
        caption: words.composition.guideline,
        columns: [
          { title: words.composition.class, align: 'start', share: 3 },
          { title: words.composition.guideline, align: 'start', share: 7 },
          { title: words.composition.examples, align: 'start', share: 3 },
        ],
        rows: written.map(({ name, group, guideline, examples }) => [
          [...group, name].join(' › '),
          guideline || '–',
          examples.slice(0, 5).join(', ') || '–',
        ]),
      },
    },
  ]
}
