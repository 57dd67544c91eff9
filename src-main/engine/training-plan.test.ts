import { describe, expect, it } from 'vitest'
import { type EpochRecord, trainingConfigSchema } from '../contract/training.ts'
import { trainingPlan } from './training-plan.ts'

const config = trainingConfigSchema.parse({ warmupEpochs: 10, elboEpochs: 40, jitter: {} })

/** Ten epochs of warm-up, then one of the full loss for each held-out loss. */
function historyOf(heldOut: (number | null)[]): EpochRecord[] {
  const record = (epoch: number, phase: 'warmup' | 'elbo', heldOutLoss: number | null): EpochRecord => {
    return { epoch, phase, loss: 1, reconstruction: 1, kl: null, liveComponents: null, heldOutLoss }
  }
  return [
    ...Array.from({ length: 10 }, (_, i) => record(i + 1, 'warmup', null)),
    ...heldOut.map((loss, i) => record(i + 11, 'elbo', loss)),
  ]
}

const falling = (length: number) => Array.from({ length }, (_, i) => 200 - i)

describe('trainingPlan', () => {
  it('ramps for a quarter, restarts for most of the rest, decays at the end', () => {
    const plan = { start: 10, rampEnd: 20, lastRestart: 38, decayFrom: 38, end: 50, early: false }
    expect(trainingPlan(config, [])).toEqual(plan)
    expect(trainingPlan(config, historyOf(falling(20)))).toEqual(plan)
  })

  it('brings the decay forward after a quarter of the epochs without a gain of a thousandth', () => {
    const slow = [...falling(13), 187, ...Array(10).fill(186.9)]
    expect(trainingPlan(config, historyOf(slow.slice(0, -1)))).toMatchObject({ early: false })
    const plan = { start: 10, rampEnd: 20, lastRestart: 34, decayFrom: 34, end: 46, early: true }
    expect(trainingPlan(config, historyOf(slow))).toMatchObject(plan)
    // What comes later, during the decay, does not change what was decided.
    expect(trainingPlan(config, historyOf([...slow, 170, 160, 150]))).toMatchObject(plan)
  })

  it('waits four epochs where a quarter would be fewer', () => {
    const short = { ...config, elboEpochs: 12 }
    expect(trainingPlan(short, historyOf(Array(7).fill(200)))).toMatchObject({ early: false })
    expect(trainingPlan(short, historyOf(Array(8).fill(200)))).toMatchObject({ early: false, end: 22 })
    const longer = { ...config, elboEpochs: 16 }
    expect(trainingPlan(longer, historyOf(Array(9).fill(200)))).toMatchObject({ early: true, decayFrom: 19 })
  })

  it('does not look at the epochs of the ramp, whose loss is another one', () => {
    expect(trainingPlan(config, historyOf(Array(20).fill(200)))).toMatchObject({ early: false })
    expect(trainingPlan(config, historyOf(Array(21).fill(200)))).toMatchObject({ early: true, decayFrom: 31 })
  })

  it('takes a negative loss, as densities of numbers give, like any other', () => {
    const rising = Array.from({ length: 25 }, (_, i) => -200 - i)
    expect(trainingPlan(config, historyOf(rising))).toMatchObject({ early: false })
    expect(trainingPlan(config, historyOf(Array(25).fill(-200)))).toMatchObject({ early: true })
  })

  it('leaves a decay that is under way alone, and runs that do not stop early', () => {
    const late = [...falling(25), ...Array(10).fill(176)]
    expect(trainingPlan(config, historyOf(late))).toMatchObject({ early: false, end: 50 })
    const flat = historyOf(Array(25).fill(200))
    expect(trainingPlan({ ...config, earlyStop: false }, flat)).toMatchObject({ early: false, end: 50 })
    expect(trainingPlan(config, historyOf(Array(25).fill(null)))).toMatchObject({ early: false, end: 50 })
  })

  it('has neither decay nor ramp where there is none', () => {
    const before = { ...config, decayShare: 0, earlyStop: false }
    expect(trainingPlan(before, [])).toMatchObject({ decayFrom: 50, end: 50, lastRestart: 40 })
    const further = { ...config, elboEpochs: 50, continues: { runId: 1, epoch: 50 } }
    expect(trainingPlan(further, historyOf(falling(40)))).toEqual({
      start: 50,
      rampEnd: 50,
      lastRestart: 57,
      decayFrom: 57,
      end: 60,
      early: false,
    })
  })

  it('judges a continued run by its own epochs', () => {
    const flat = [...falling(20), ...Array(20).fill(180)]
    const further = { ...config, elboEpochs: 70, continues: { runId: 1, epoch: 50 } }
    expect(trainingPlan(further, historyOf(flat))).toMatchObject({ early: false, end: 80 })
    const more = historyOf([...flat, ...Array(9).fill(180)])
    expect(trainingPlan(further, more)).toMatchObject({ early: true, decayFrom: 59, end: 68 })
  })
})
