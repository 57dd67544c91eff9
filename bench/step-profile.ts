import { jitterRecipes } from '../src-main/contract/jitter-recipes.ts'
import type { EngineBackend } from '../src-main/contract/training.ts'
import { defaultTrainingConfig } from '../src-main/contract/training-defaults.ts'
import { loadBackend } from '../src-main/engine/backend.ts'
import { createStepper } from '../src-main/engine/stepper.ts'
import { batchSource, modelShape } from '../src-main/engine/training-data.ts'
import { initialiseNet } from '../src-main/model/gmvae.ts'
import { GmvaeTrainer, type StepSettings } from '../src-main/model/gmvae-trainer.ts'
import { normals, Random, shuffled } from '../src-main/model/random.ts'
import { answerTask } from './fork-child.ts'
import { percentile } from './report.ts'
import { loadDataSet } from './training/data-set.ts'
import { matmulPeak, operations, type StepPhase, stepProducts } from './training/matmul-peak.ts'
import { type OperationTime, timeOperations } from './training/operation-times.ts'

/*
 * The child of `npm run bench -- profile`: where the time of a step goes, with the default net on drawn letters.
 */

export interface ProfileTask {
  engine: EngineBackend
  batch: number
}

/** Milliseconds are medians. */
export interface StepProfile extends ProfileTask {
  engineVersion: string
  /** Of making one batch. */
  jitterMilliseconds: number
  phases: {
    phase: StepPhase
    /** On a batch that is there already, in this thread. */
    singleMilliseconds: number
    /** As the engine makes it: batches made by another thread, and shared between threads where it does so. */
    stepMilliseconds: number
    /** Of the step's matrix products alone. */
    productMilliseconds: number
    peakGigaflops: number
    /** productMilliseconds by stepMilliseconds. */
    share: number
  }[]
  /** What TensorFlow spends a step of the full loss on, largest first; empty where it cannot be told. */
  operations: OperationTime[]
}

const samples = 4096
const phases: StepPhase[] = ['warmup', 'elbo']
const warmUpSteps = 5
const measuredSteps = 40

answerTask(async ({ engine, batch }: ProfileTask): Promise<StepProfile> => {
  const { version } = await loadBackend(engine)
  const { data } = await loadDataSet('drawn-letters', null, samples)
  const jitter = jitterRecipes.handwriting
  const config = defaultTrainingConfig(data.shape, data.count, { batchSize: batch, jitter })
  const shape = modelShape(data, config)
  const settings = { data, config, standardisation: null }
  const source = batchSource(settings)
  const order = shuffled(new Random(1), data.count).subarray(0, batch)
  const jitterMilliseconds = await median(() => source.jittered(order, new Random(2)))
  const ready = source.jittered(order, new Random(2))
  const noise = normals(new Random(3), batch * shape.latentDimensions)

  const single = async (phase: StepPhase) => {
    const trainer = freshTrainer()
    const step = stepCounter(phase, config.clusters)
    const run = () => trainer.step(ready, phase === 'elbo' ? noise : null, step())
    return { trainer, run, milliseconds: await median(run) }
  }
  const whole = async (phase: StepPhase): Promise<number> => {
    const trainer = freshTrainer()
    const stepper = createStepper(source, settings, batch)
    const step = stepCounter(phase, config.clusters)
    let made = 0
    const orderOf = (number: number) => ({ samples: order, seed: [4, number] })
    const milliseconds = await median(() => {
      made++
      const batches = { batch: orderOf(made), next: orderOf(made + 1) }
      return stepper.step(trainer, { ...step(), phase, ...batches, noiseSeed: [5, made] })
    })
    stepper.close()
    trainer.dispose()
    return milliseconds
  }

  const found: StepProfile['phases'] = []
  let times: OperationTime[] = []
  for (const phase of phases) {
    const before = await matmulPeak(engine, shape, batch, phase)
    const { trainer, run, milliseconds: singleMilliseconds } = await single(phase)
    if (phase === 'elbo' && engine === 'native') times = timeOperations(run, measuredSteps)
    trainer.dispose()
    const stepMilliseconds = await whole(phase)
    const after = await matmulPeak(engine, shape, batch, phase)
    const peakGigaflops = (before + after) / 2
    const productMilliseconds = operations(stepProducts(shape, batch, phase)) / peakGigaflops / 1e6
    const share = productMilliseconds / stepMilliseconds
    found.push({ phase, singleMilliseconds, stepMilliseconds, productMilliseconds, peakGigaflops, share })
  }
  return { engine, batch, engineVersion: version, jitterMilliseconds, phases: found, operations: times }

  function freshTrainer(): GmvaeTrainer {
    const trainer = new GmvaeTrainer(shape)
    initialiseNet(trainer.parameters, 1)
    return trainer
  }
})

/** Settings of one step after the other, at a rate that changes nothing much. */
function stepCounter(phase: StepPhase, clusters: number): () => StepSettings {
  const masses = phase === 'elbo' ? new Float64Array(clusters) : null
  let step = 0
  return () => ({ step: ++step, rates: { net: 1e-4, mixture: 1e-4 }, klWeight: 1, masses })
}

async function median(work: () => unknown): Promise<number> {
  const milliseconds: number[] = []
  for (let i = 0; i < warmUpSteps + measuredSteps; i++) {
    const started = performance.now()
    await work()
    if (i >= warmUpSteps) milliseconds.push(performance.now() - started)
  }
  return percentile(milliseconds, 0.5)
}
