import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queryStrategies } from '../../src-main/contract/labeling.ts'
import { type SimulatedRun, type Simulation, summarise } from '../../src-main/quality/simulate.ts'
import { inChild } from '../fork-child.ts'
import { type BenchOptions, chosen } from '../options.ts'
import type { ResultStore } from '../record/result-store.ts'
import { type DataSetName, dataSetNames } from '../training/data-set.ts'
import { dataSetsThere, trainInChild } from '../training/train-in-child.ts'
import type { QuestionsPlan, QuestionsTask } from './questions-child.ts'
import { areStored } from './stored-latents.ts'

/** How a data set was labeled, over all models and orders together. */
export interface QuestionsMeasures extends Simulation {
  dataSet: DataSetName
  plan: QuestionsPlan
  /** Models trained, with the seeds 1, 2, … */
  models: number
}

export const questionCounts = [10, 20, 30, 50, 60, 100, 200]
const targets = [0.8, 0.9, 0.95]
const models = [1, 2, 3, 4, 5]

const usual: QuestionsPlan = {
  strategy: 'default',
  decoder: 'graph',
  refined: true,
  noise: 0,
  annotators: 1,
  seeds: 1,
}

/** Sets of 60,000 samples take ten times as long as those of 5,000, and vary less. */
const largeSets: readonly DataSetName[] = ['mnist', 'fashion-mnist']

/** What is compared: the product, its parts left out, strategies of others, and people who err. */
function plansFor(dataSet: DataSetName): QuestionsPlan[] {
  const isLarge = largeSets.includes(dataSet)
  const seeds = isLarge ? 1 : 3
  return [
    // With five models of each of four data sets: 200 projects, whose intervals are held against the truth.
    { ...usual, seeds: isLarge ? 5 : 15 },
    ...queryStrategies.map((strategy) => ({ ...usual, strategy, refined: false, seeds })),
    { ...usual, strategy: 'random', seeds },
    { ...usual, strategy: 'random', decoder: 'hard', refined: false, seeds },
    { ...usual, strategy: 'random', decoder: 'hard-nearest', refined: false, seeds },
    { ...usual, strategy: 'random', decoder: 'soft', refined: false, seeds },
    { ...usual, decoder: 'soft', refined: false, seeds },
    { ...usual, noise: 0.05, seeds },
    { ...usual, noise: 0.05, annotators: 3, seeds: 1 },
  ]
}

/** Data set × way of labeling, over five models each: accuracy, calibration, intervals, labels to a target. */
export async function measureQuestions(options: BenchOptions, store: ResultStore | null): Promise<void> {
  for (const dataSet of dataSetsThere(chosen(options.only, dataSetNames), options)) {
    const plans = plansFor(dataSet)
    const runs: SimulatedRun[][] = plans.map(() => [])
    for (const seed of models) {
      const found = await withLatents(options, dataSet, seed, (latents) =>
        inChild<SimulatedRun[][]>('./questions/questions-child.ts', {
          latents,
          labelCounts: questionCounts,
          targets,
          plans,
        } satisfies QuestionsTask),
      )
      found?.forEach((ofPlan, i) => {
        runs[i].push(...ofPlan)
      })
      console.log(`${dataSet}, model ${seed} of ${models.length}`)
    }
    plans.forEach((plan, i) => {
      if (runs[i].length === 0) return
      const simulation = summarise({ labelCounts: questionCounts, targets }, runs[i])
      const questions: QuestionsMeasures = { dataSet, plan, models: models.length, ...simulation }
      console.log(gistOf(questions))
      store?.keep('questions', { questions })
    })
  }
}

/** Hands over a model's files: those that there are, or those of a training whose files are removed afterwards. */
export async function withLatents<Result>(
  options: BenchOptions,
  dataSet: DataSetName,
  seed: number,
  work: (prefix: string) => Promise<Result>,
): Promise<Result | null> {
  const stored = options.latents && join(options.latents, `${dataSet}-${seed}`)
  if (stored && areStored(stored)) return work(stored)
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-questions-'))
  try {
    const dump = join(folder, 'model')
    const seeded = { ...options, overrides: { ...options.overrides, seed } }
    const trained = await trainInChild(seeded, { dataSet, engine: 'native', dump })
    return trained && (await work(dump))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One way of labeling in a few words. */
export function planName({ strategy, decoder, refined, noise, annotators }: QuestionsPlan): string {
  const parts: string[] = [strategy, decoder]
  if (decoder === 'graph' && !refined) parts.push('not refined')
  if (noise > 0) parts.push(`${Math.round(100 * noise)} % wrong`)
  if (annotators > 1) parts.push(`${annotators} annotators`)
  return parts.join(', ')
}

function gistOf({ dataSet, plan, results, labelsTo }: QuestionsMeasures): string {
  const cells = results.map(({ labels, mean, ece, interval }) => {
    const holds = interval ? `, holds ${(100 * interval.coverage).toFixed(0)}` : ''
    return `${labels}: ${(100 * mean).toFixed(1)} (ece ${(100 * ece).toFixed(1)}${holds})`
  })
  return `  ${dataSet}, ${planName(plan)}: ${cells.join('  ')}  95 % at ${labelsTo['0.95']?.toFixed(0) ?? '–'}`
}
