import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { agreementWithTruth, dawidSkene } from './dawid-skene.ts'

const classes = 3
const samples = 400
/** Annotator 0 is nearly always right, 1 often, 2 takes class 0 for class 1 most of the time. */
const planted = [
  [
    [0.96, 0.02, 0.02],
    [0.02, 0.96, 0.02],
    [0.02, 0.02, 0.96],
  ],
  [
    [0.8, 0.1, 0.1],
    [0.1, 0.8, 0.1],
    [0.1, 0.1, 0.8],
  ],
  [
    [0.2, 0.75, 0.05],
    [0.05, 0.9, 0.05],
    [0.05, 0.05, 0.9],
  ],
]

function crowd(seed: number) {
  const random = createRandom(seed)
  const truth = Array.from({ length: samples }, (_, i) => i % classes)
  const opinions = { sample: [] as number[], annotator: [] as number[], classIndex: [] as number[] }
  const say = (sample: number, annotator: number) => {
    const point = random()
    const row = planted[annotator][truth[sample]]
    const said = row.findIndex((_, k) => point < row.slice(0, k + 1).reduce((sum, p) => sum + p, 0))
    opinions.sample.push(sample)
    opinions.annotator.push(annotator)
    opinions.classIndex.push(Math.max(0, said))
  }
  for (let i = 0; i < samples; i += 1) for (let a = 0; a < 3; a += 1) say(i, a)
  // A decoder that is right in two of three cases, and .6 sure.
  const prior = new Float32Array(samples * classes)
  for (let i = 0; i < samples; i += 1) {
    const guess = random() < 2 / 3 ? truth[i] : Math.floor(random() * classes)
    for (let l = 0; l < classes; l += 1) prior[i * classes + l] = l === guess ? 0.6 : 0.2
  }
  return { truth, opinions, prior }
}

describe('dawidSkene', () => {
  const { truth, opinions, prior } = crowd(3)
  const size = { samples, annotators: 3, classes }
  const verdict = dawidSkene(opinions, { ...size, prior })
  const best = (rows: Float64Array, sample: number) => {
    const row = rows.subarray(sample * classes, (sample + 1) * classes)
    return row.indexOf(Math.max(...row))
  }
  const share = (isHit: (sample: number) => boolean) =>
    truth.filter((_, sample) => isHit(sample)).length / samples

  it('recovers how each annotator errs', () => {
    planted.forEach((matrix, a) => {
      matrix.forEach((row, l) => {
        row.forEach((p, k) => {
          expect(Math.abs(verdict.confusion[(a * classes + l) * classes + k] - p)).toBeLessThan(0.1)
        })
      })
    })
  })

  it('finds the truth more often than the best annotator and than a vote', () => {
    const right = share((sample) => best(verdict.truth, sample) === truth[sample])
    const votes = new Float64Array(samples * classes)
    opinions.sample.forEach((sample, i) => {
      votes[sample * classes + opinions.classIndex[i]] += 1
    })
    expect(right).toBeGreaterThan(0.96)
    expect(right).toBeGreaterThan(share((sample) => best(votes, sample) === truth[sample]) + 0.02)
  })

  it('goes up with every step, and gives the same again', () => {
    const { objective } = verdict
    expect(objective.length).toBeGreaterThan(3)
    for (let step = 1; step < objective.length; step += 1) {
      expect(objective[step]).toBeGreaterThanOrEqual(objective[step - 1] - 1e-9)
    }
    expect(dawidSkene(opinions, { ...size, prior })).toEqual(verdict)
  })

  it('tells how often each says what everything speaks for', () => {
    const { agreed, said } = agreementWithTruth(opinions, verdict.truth, size)
    expect([...said]).toEqual([samples, samples, samples])
    expect(agreed[0] / samples).toBeCloseTo(0.96, 1)
    expect(agreed[2] / samples).toBeLessThan(0.75)
  })

  it('goes by the decoder where one stands against one, and by nothing but opinions where it is silent', () => {
    const two = { sample: [0, 0], annotator: [0, 1], classIndex: [0, 1] }
    const split = (row: readonly number[]) =>
      dawidSkene(two, { samples: 1, annotators: 2, classes: 2, prior: Float32Array.from(row) }).truth
    expect(split([0.8, 0.2])[0]).toBeGreaterThan(0.75)
    expect(split([0, 0])[0]).toBeCloseTo(0.5, 9)
  })

  it('has nothing to say of nobody, and no doubt about a single class', () => {
    const nobody = { sample: [], annotator: [], classIndex: [] }
    expect(
      dawidSkene(nobody, { samples: 0, annotators: 0, classes: 2, prior: new Float32Array() }).truth,
    ).toHaveLength(0)
    const one = { sample: [0], annotator: [0], classIndex: [0] }
    const sure = dawidSkene(one, { samples: 1, annotators: 1, classes: 1, prior: Float32Array.from([1]) })
    expect([...sure.truth]).toEqual([1])
  })
})
