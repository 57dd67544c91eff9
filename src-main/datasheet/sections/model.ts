import type { Section } from '../blocks.ts'
import { heading, note, paragraph, type SectionInput } from './section-input.ts'

/** What made the labels that are not people's. */
export function model({ sheet, words, format }: SectionInput): Section {
  if (!sheet.model) return { title: words.titles.model, blocks: [paragraph(words.model.none)] }
  const { run, decoder, prior, clusters } = sheet.model
  const { config } = run
  const { count } = format
  const learned = config.encoder === 'learned'
  const rows: [string, string][] = [
    [words.model.family, learned ? words.model.learned : words.model.given],
    [words.model.clusters, count(clusters)],
    [words.model.latent, count(config.latentDimensions)],
    ...(learned
      ? [
          [words.model.hidden, words.model.units(config.hiddenUnits.map(count).join(' + '))] as [
            string,
            string,
          ],
        ]
      : []),
    [
      words.model.epochs,
      words.model.epochsOf(count(run.checkpointEpoch ?? run.epochs), count(config.warmupEpochs)),
    ],
    [words.model.seed, String(config.seed)],
    [words.model.run, words.model.runAt(String(run.id), format.moment(run.startedAt))],
    [words.model.engine, run.backend ? words.model.engines[run.backend] : '–'],
    [words.model.decoder, words.quality.decoderNames[decoder]],
    [words.model.prior, words.model.priors[prior.kind]],
    [words.model.program, `Fewlabel ${sheet.version}`],
  ]
  return { title: words.titles.model, blocks: [{ kind: 'facts', rows }, note(words.model.repeat)] }
}

/** By what the sheet can be told to belong to a set of labels. */
export function record({ sheet, words, format }: SectionInput): Section {
  return {
    title: words.titles.record,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.record.made, format.moment(sheet.madeAt)],
          [words.record.project, sheet.project],
          [words.model.program, `Fewlabel ${sheet.version}`],
        ],
      },
      heading(words.record.digest),
      paragraph(sheet.labels.sha256),
      note(words.record.digestHow),
      note(words.record.after),
    ],
  }
}
