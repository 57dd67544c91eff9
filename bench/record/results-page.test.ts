import { expect, test } from 'vitest'
import { jitterRecipes } from '../../src-main/contract/jitter-recipes.ts'
import { trainingConfigSchema } from '../../src-main/contract/training.ts'
import type { TrainMeasures } from '../training/train-child.ts'
import { markdownTable } from './markdown-table.ts'
import { type BenchRecord, newest } from './records.ts'
import type { AllRecords } from './result-store.ts'
import { resultsPage } from './results-page.ts'

const circumstances = {
  machine: { processor: 'Some CPU', cores: 2, memoryGigabytes: 8, system: 'linux', node: '24.0.0' },
  commit: 'abcdef12',
  date: '2026-01-02T03:04:05.000Z',
  command: 'npm run bench -- model',
}
const measures: TrainMeasures = {
  dataSet: 'mnist',
  engine: 'native',
  engineVersion: '2.0',
  samples: 60_000,
  recipe: 'handwriting',
  config: trainingConfigSchema.parse({
    warmupEpochs: 12,
    elboEpochs: 16,
    jitter: jitterRecipes.handwriting,
  }),
  loadSeconds: 1,
  seconds: 150.2,
  phases: { warmup: 60, fit: 3, elbo: 80, posteriors: 3 },
  epochs: { warmup: 12, elbo: 16 },
  imagesPerSecond: 12_345.6,
  elboImagesPerSecond: 12_000,
  peakGigaflops: 150,
  matmulShare: 0.512,
  memoryMegabytes: 700,
  inputMegabytes: 45,
  purity: 0.9567,
  usedClusters: 99,
  refittedPurity: 0.9432,
  accuracies: { graph: [{ labels: 30, mean: 0.9312, sd: 0.0123 }] },
}
const model: BenchRecord<'model'> = { ...circumstances, settings: '', measures }
const none: AllRecords = {
  product: [],
  model: [],
  variants: [],
  scale: [],
  profile: [],
  questions: [],
  latency: [],
}

test('a page without measurements says so', () => {
  expect(resultsPage(none)).toContain('Nothing has been measured yet.')
})

test('the model’s rows tell speed, memory, purity and accuracy, and where they come from', () => {
  const page = resultsPage({ ...none, model: [model] })
  expect(page).toMatch(
    /\| mnist \| native \| +60,000 \| 12 \+ 16 \| +150 \| +12,346 \| +51 % \| +700 \| +0\.957 \|/,
  )
  expect(page).toMatch(/\| mnist \| native \| graph +\| +\| 93\.1 ± 1\.2 \|/)
  expect(page).toContain('A, abcdef12, 2026-01-02')
  expect(page).toContain('- A: Some CPU, 2 cores, 8 GB, linux, Node 24.0.0')
  expect(page).toContain('- native: TensorFlow 2.0')
})

test('settings other than the product’s stand in rows of their own, the newest of each', () => {
  const later = { ...model, date: '2026-01-03T00:00:00.000Z', measures: { ...measures, purity: 0.9 } }
  const other = { ...model, settings: '--clusters 50' }
  expect(newest('model', [later, model, other])).toEqual([later, other])
  const page = resultsPage({ ...none, model: [model, later, other] })
  expect(page).toContain('mnist `--clusters 50`')
  expect(page).not.toContain('2026-01-02 |\n| mnist  ')
})

test('variants, sizes and promises have tables of their own', () => {
  const page = resultsPage({
    ...none,
    variants: [
      { ...circumstances, variant: 'no-jitter', settings: '', measures },
      { ...circumstances, variant: 'default', settings: '', measures },
    ],
    scale: [{ ...circumstances, full: true, settings: '', measures }],
    product: [
      { ...circumstances, measure: { what: 'import', value: 1.3, unit: 's', target: { atMost: 15 } } },
    ],
  })
  expect(page.indexOf('| default')).toBeLessThan(page.indexOf('| no-jitter'))
  expect(page).toMatch(/\| default +\| +0\.957 \| +0\.943 \|/)
  // 1 / 12,345.6 per second, 3 s for 60,000 posteriors, 700 less 45 MB.
  expect(page).toMatch(/\| 60,000 +\| native \| 12 \+ 16 \| +81 \| +3\.0 \| +50 \| +150 \| 700 \| +655 \|/)
  expect(page).toMatch(/\| import +\| +1\.3 s \| +≤ 15 \|/)
})

test('a step’s row tells what it takes beside its products', () => {
  const phase = {
    phase: 'elbo',
    singleMilliseconds: 40,
    stepMilliseconds: 30,
    productMilliseconds: 15,
    peakGigaflops: 123.4,
    share: 0.5,
  } as const
  const operations = [{ name: 'BatchMatMulV2', milliseconds: 15.5, calls: 25 }]
  const profile = { engine: 'native', batch: 512, engineVersion: '2.0', jitterMilliseconds: 9 } as const
  const page = resultsPage({
    ...none,
    profile: [{ ...circumstances, profile: { ...profile, phases: [phase], operations } }],
  })
  expect(page).toMatch(
    /\| native \| 512 +\| full loss \| +9\.0 \| +40\.0 \| 30\.0 \| +15\.0 \| +50 % \| +123 \|/,
  )
  expect(page).toContain('BatchMatMulV2 15.50 (25)')
})

test('a table is aligned, and bars inside cells do not break it', () => {
  expect(markdownTable(['a', 'number'], [['x|y', '1']], 1)).toBe(
    ['| a    | number |', '| ---- | -----: |', '| x\\|y |      1 |'].join('\n'),
  )
})

test('a way of labeling has one row for each data set', () => {
  const questions = {
    dataSet: 'mnist' as const,
    plan: {
      strategy: 'default' as const,
      decoder: 'graph' as const,
      refined: true,
      noise: 0.05,
      annotators: 3,
      seeds: 2,
    },
    models: 5,
    results: [
      { labels: 10, mean: 0.9, sd: 0.01, ece: 0.1, interval: null },
      { labels: 100, mean: 0.95, sd: 0.01, ece: 0.0214, interval: { low: 0.9, high: 0.99, coverage: 0.94 } },
    ],
    labelsTo: { '0.95': 17.4 },
  }
  const page = resultsPage({ ...none, questions: [{ ...circumstances, questions }] })
  expect(page).toContain('| mnist | default, graph, 5 % wrong, 3 annotators | 90.0 |')
  expect(page).toMatch(/\| 95\.0 \|[^\n]*\| +17 \| +2\.1 \| +94 % \| +– \|/)
})

test('what a label costs is shown beside what is promised, and what it takes to hold the samples', () => {
  const latency = {
    samples: 1_000_000,
    anchors: 1500,
    promised: 250,
    graphMilliseconds: 1000,
    plainMilliseconds: 2000,
    labels: 200,
    classes: 26,
    clock: { median: 150, p95: 201 },
    processor: { median: 100, p95: 180 },
    parts: { decode: 90, counts: 5, board: 8, questions: 60 },
    plain: 1500,
    decodeAndBoard: 100,
    differing: 3,
    memory: [
      { what: 'nothing yet', megabytes: 61.2 },
      { what: 'posteriors', megabytes: 110 },
    ],
    peakMegabytes: 400,
  }
  const page = resultsPage({ ...none, latency: [{ ...circumstances, latency }] })
  expect(page).toMatch(
    /\| 1,000,000 \| +26 \| +150 \| +201 \| +≤ 250 \| +180 \| +90 \| +5 \| +8 \| +60 \| 1,500 \| +15 × \|/,
  )
  expect(page).toMatch(/\| posteriors +\| +110 \|/)
})

test('how many intervals hold the truth is told over all data sets, of the product’s own way alone', () => {
  const interval = { low: 0.9, high: 0.99, coverage: 0.8 }
  const results = [{ labels: 100, mean: 0.95, sd: 0, ece: 0, interval }]
  const own = {
    strategy: 'default',
    decoder: 'graph',
    refined: true,
    noise: 0,
    annotators: 1,
    seeds: 3,
  } as const
  const recordOf = (dataSet: 'mnist' | 'fashion-mnist', plan: typeof own | object, coverage: number) => ({
    ...circumstances,
    questions: {
      dataSet,
      plan: { ...own, ...plan },
      models: 5,
      results: [{ ...results[0], interval: { ...interval, coverage } }],
      labelsTo: { '0.95': null },
    },
  })
  const questions = [
    recordOf('mnist', {}, 1),
    recordOf('fashion-mnist', { seeds: 1 }, 0.6),
    recordOf('mnist', { noise: 0.05 }, 0),
    recordOf('mnist', { refined: false }, 0),
  ]
  expect(resultsPage({ ...none, questions })).toContain('hold the truth in 90 % of 20 after 100 labels.')
})
