import type { DecoderKind } from '../../src-main/contract/labeling.ts'
import { formatted, targetText } from '../report.ts'
import { labelCounts } from '../training/score.ts'
import type { TrainMeasures } from '../training/train-child.ts'
import { variantNames } from '../training/variant-patch.ts'
import { latencySection } from './latency-section.ts'
import { Legend } from './legend.ts'
import { markdownTable } from './markdown-table.ts'
import { questionsSection } from './questions-section.ts'
import { type BenchRecord, newest } from './records.ts'
import type { AllRecords } from './result-store.ts'

/** bench/RESULTS.md: everything that was measured, the newest of each. */
export function resultsPage(all: AllRecords): string {
  const legend = new Legend()
  const sections = [
    questionsSection(newest('questions', all.questions), legend),
    latencySection(newest('latency', all.latency), legend),
    modelSection(newest('model', all.model), legend),
    variantSection(newest('variants', all.variants), legend),
    scaleSection(newest('scale', all.scale), legend),
    profileSection(newest('profile', all.profile), legend),
    productSection(newest('product', all.product), legend),
  ].filter((section) => section !== '')
  return [head, ...sections, legend.text()].join('\n\n').concat('\n')
}

const head = `# Measurements

Made by \`npm run bench\` from the files in \`results/\`, and never written by hand. Each row is the newest run of its kind;
its last cell says on which machine, from which commit (+: with changes) and when.`

function modelSection(records: BenchRecord<'model'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const withSettings = (dataSet: string, settings: string) =>
    settings ? `${dataSet} \`${settings}\`` : dataSet
  const speed = records.map((record) => {
    const { measures, settings } = record
    return [
      withSettings(measures.dataSet, settings),
      legend.engine(measures),
      whole(measures.samples),
      `${measures.epochs.warmup} + ${measures.epochs.elbo}`,
      whole(measures.seconds),
      whole(measures.imagesPerSecond),
      percent(measures.matmulShare, 0),
      whole(measures.memoryMegabytes),
      measures.purity.toFixed(3),
      legend.of(record),
    ]
  })
  const accuracy = records.flatMap(({ measures, settings }) =>
    (['hard', 'soft', 'graph'] as const)
      .filter((decoder) => measures.accuracies[decoder])
      .map((decoder) => [
        withSettings(measures.dataSet, settings),
        measures.engine,
        decoder,
        ...accuracyCells(measures, decoder),
      ]),
  )
  return `## The model

Trained with the settings that the product chooses, where none are named. Seconds are those of the whole training, from
the first step to the last posterior; images a second are those of its epochs. The share of the matmul peak is what the
epochs made of matrix products, in relation to what nothing but a step’s matrix products came to in the same process,
before and after. Memory is the process at its peak, samples included; purity that of its clusters (K = 100).

${markdownTable(
  ['data', 'engine', 'samples', 'epochs', 's', 'images/s', 'of peak', 'MB', 'purity', 'run'],
  speed,
  2,
)}

Accuracy in % on all samples without a label, by the number of random labels; mean ± standard deviation over the orders
in which they are drawn.

${markdownTable(['data', 'engine', 'decoder', ...labelCounts.map(String)], accuracy, 3)}`
}

function variantSection(records: BenchRecord<'variants'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const place = ({ variant }: BenchRecord<'variants'>) => variantNames.indexOf(variant)
  const dataSets = [...new Set(records.map(({ measures }) => measures.dataSet))]
  const rows = dataSets.flatMap((dataSet) =>
    records
      .filter(({ measures }) => measures.dataSet === dataSet)
      .sort((a, b) => place(a) - place(b))
      .map((record) => [
        dataSet,
        record.settings ? `${record.variant} \`${record.settings}\`` : record.variant,
        record.measures.purity.toFixed(3),
        record.measures.refittedPurity?.toFixed(3) ?? '',
        ...accuracyCells(record.measures, 'graph'),
        whole(record.measures.seconds),
        legend.of(record),
      ]),
  )
  return `## Variants

Each changes one thing about the product’s settings. Refitted is the purity of a mixture fitted anew, by
expectation-maximisation, on the final latent means. Accuracies in % are those of the graph decoder.

${markdownTable(['data', 'variant', 'purity', 'refitted', ...labelCounts.map(String), 's', 'run'], rows, 2)}`
}

function scaleSection(records: BenchRecord<'scale'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const rows = records
    .toSorted((a, b) => Number(a.full) - Number(b.full) || a.measures.samples - b.measures.samples)
    .map((record) => {
      const { measures } = record
      const { phases, samples } = measures
      return [
        whole(samples),
        legend.engine(measures),
        `${measures.epochs.warmup} + ${measures.epochs.elbo}`,
        microseconds(1 / measures.imagesPerSecond),
        phases.fit.toFixed(1),
        microseconds(phases.posteriors / samples),
        whole(measures.seconds),
        whole(measures.memoryMegabytes),
        whole(measures.memoryMegabytes - measures.inputMegabytes),
        measures.purity.toFixed(3),
        legend.of(record),
      ]
    })
  return `## Many samples

Drawn letters in batches of 512. Time of training is per image and epoch, that of posteriors (encoding included) per
image; the fit of the mixture takes a part of the samples. Memory is the process at its peak, with and without the
samples.

${markdownTable(
  [
    'samples',
    'engine',
    'epochs',
    'training µs',
    'fit s',
    'posteriors µs',
    'all s',
    'MB',
    'MB without',
    'purity',
    'run',
  ],
  rows,
  2,
)}`
}

function profileSection(records: BenchRecord<'profile'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const rows = records.flatMap((record) => {
    const { profile } = record
    return profile.phases.map((phase) => [
      legend.engine(profile),
      String(profile.batch),
      phase.phase === 'elbo' ? 'full loss' : 'warm-up',
      profile.jitterMilliseconds.toFixed(1),
      phase.singleMilliseconds.toFixed(1),
      phase.stepMilliseconds.toFixed(1),
      phase.productMilliseconds.toFixed(1),
      percent(phase.share, 0),
      whole(phase.peakGigaflops),
      legend.of(record),
    ])
  })
  const operations = records
    .filter(({ profile }) => profile.operations.length > 0)
    .map(({ profile }) => {
      const list = profile.operations
        .slice(0, 12)
        .map(({ name, milliseconds, calls }) => `${name} ${milliseconds.toFixed(2)} (${formatted(calls)})`)
      return `Native, batch ${profile.batch}, full loss, ms (calls) by operation: ${list.join(', ')}.`
    })
  return `## A step

Milliseconds. Jitter is made by a thread of its own while the step before computes; alone is a step on a batch that is
there already and is not shared between threads of ours; step is one as the engine makes it. Products are the step’s
matrix products and nothing else, on as many threads as the engine uses.

${markdownTable(
  ['engine', 'batch', 'loss', 'jitter', 'alone', 'step', 'products', 'of peak', 'peak GFLOP/s', 'run'],
  rows,
  3,
)}${operations.map((line) => `\n\n${line}`).join('')}`
}

function productSection(records: BenchRecord<'product'>[], legend: Legend): string {
  if (records.length === 0) return ''
  const rows = records.map((record) => {
    const { measure } = record
    return [
      measure.what,
      `${formatted(measure.value)} ${measure.unit}`,
      targetText(measure),
      measure.note ?? '',
      legend.of(record),
    ]
  })
  return `## The product as a whole

${markdownTable(['measure', 'value', 'target', '', 'run'], rows, 1)}`
}

function accuracyCells({ accuracies }: TrainMeasures, decoder: DecoderKind): string[] {
  return labelCounts.map((wanted) => {
    const found = accuracies[decoder]?.find(({ labels }) => labels === wanted)
    return found ? `${(100 * found.mean).toFixed(1)} ± ${(100 * found.sd).toFixed(1)}` : ''
  })
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`
}

function microseconds(seconds: number): string {
  return (1e6 * seconds).toFixed(0)
}
