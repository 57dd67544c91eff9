import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { elboTerms, gmvaeTensors, initialiseNet } from './gmvae.ts'
import { GmvaeTrainer } from './gmvae-trainer.ts'
import { normals, Random } from './random.ts'
import { smallModel, smallShape } from './testing/small-model.ts'

const random = new Random(3)
function uniforms(rows: number, columns: number): tf.Tensor2D {
  const values = Array.from({ length: rows * columns }, () => random.uniform())
  return tf.tensor2d(values, [rows, columns])
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

// gradient-check.test.ts has the gradients of the losses.

describe('the ELBO', () => {
  it('adds up: loss = reconstruction + weight · kl', () => {
    const { shape, parameters } = smallModel('bernoulli')
    const x = uniforms(5, shape.inputLength)
    const noise = tf.tensor2d(normals(random, 15), [5, 3])
    const terms = elboTerms(gmvaeTensors(parameters, shape), x, x, noise, 0.25)
    const [loss, reconstruction, kl] = [terms.loss, terms.reconstruction, terms.kl].map(
      (t) => t.dataSync()[0],
    )
    expect(loss).toBeCloseTo(reconstruction + 0.25 * kl, 4)
  })
})

describe('GmvaeTrainer', () => {
  const batch = () => {
    const seen = Float32Array.from({ length: 16 * 12 }, () => random.uniform())
    return { size: 16, seen, clean: seen }
  }

  const settings = (step: number) => ({
    step,
    rates: { net: 1e-2, mixture: 1e-2 },
    klWeight: 1,
    masses: null,
  })

  it('lowers the loss on a batch it sees again and again, in both phases', () => {
    const trainer = new GmvaeTrainer(smallShape('bernoulli'))
    initialiseNet(trainer.parameters, 1)
    const same = batch()
    const warm = Array.from({ length: 60 }, (_, i) => trainer.step(same, null, settings(i + 1)).loss)
    expect(warm.at(-1)).toBeLessThan(warm[0] * 0.95)
    trainer.adam.reset()
    trainer.parameters.view('mixture/means').set(normals(random, 12))
    const noise = normals(random, 48)
    const masses = new Float64Array(4)
    const elbo = Array.from(
      { length: 60 },
      (_, i) => trainer.step(same, noise, { ...settings(i + 1), masses }).loss,
    )
    expect(elbo.at(-1)).toBeLessThan(elbo[0])
    expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(60, 2)
  })

  it('keeps the number of tensors flat over steps', () => {
    const trainer = new GmvaeTrainer(smallShape('bernoulli'))
    initialiseNet(trainer.parameters, 1)
    const masses = new Float64Array(4)
    const step = (i: number) => {
      trainer.step(batch(), null, settings(i))
      trainer.step(batch(), normals(random, 48), { ...settings(i), masses })
    }
    step(1)
    const before = tf.memory().numTensors
    for (let i = 2; i < 8; i++) step(i)
    expect(tf.memory().numTensors).toBe(before)
  })
})
