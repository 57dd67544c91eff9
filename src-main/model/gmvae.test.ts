import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  autoencoderLoss,
  elboTerms,
  type GmvaeTensors,
  gmvaeParameters,
  gmvaeTensors,
  initialiseNet,
  type Likelihood,
  trainables,
} from './gmvae.ts'
import { GmvaeTrainer } from './gmvae-trainer.ts'
import { directionalError } from './gradient-check.ts'
import { normals, Random } from './random.ts'

const random = new Random(3)
const shapeOf = (likelihood: Likelihood) => ({
  inputLength: 12,
  likelihood,
  clusters: 4,
  latentDimensions: 3,
  hiddenUnits: [10, 8],
})

function uniforms(rows: number, columns: number): tf.Tensor2D {
  const values = Array.from({ length: rows * columns }, () => random.uniform())
  return tf.tensor2d(values, [rows, columns])
}

function smallModel(likelihood: Likelihood) {
  const shape = shapeOf(likelihood)
  const parameters = gmvaeParameters(shape)
  initialiseNet(parameters, 5)
  // Every third unit firmly off, the others firmly on: at a rectifier's kink differences and gradient disagree.
  for (const name of ['encoder/0/bias', 'encoder/1/bias', 'decoder/0/bias', 'decoder/1/bias']) {
    parameters.view(name).set(parameters.view(name).map((_, i) => (i % 3 === 0 ? -12 : 6)))
  }
  for (const name of ['mixture/means', 'mixture/log-variances', 'mixture/logits']) {
    parameters.view(name).set(normals(random, parameters.view(name).length))
  }
  return { shape, parameters }
}

/** The same tensors with some of them replaced, by parameter name. */
function withReplaced(tensors: GmvaeTensors, replaced: Map<string, tf.Tensor>): GmvaeTensors {
  const pick = <T extends tf.Tensor>(name: string, tensor: T) => (replaced.get(name) ?? tensor) as T
  const layer = (name: string, l: GmvaeTensors['mean']) => ({
    weights: pick(`${name}/weights`, l.weights),
    bias: pick(`${name}/bias`, l.bias),
  })
  return {
    shape: tensors.shape,
    encoder: tensors.encoder.map((l, i) => layer(`encoder/${i}`, l)),
    mean: layer('mean', tensors.mean),
    logVariance: layer('log-variance', tensors.logVariance),
    decoder: tensors.decoder.map((l, i) => layer(`decoder/${i}`, l)),
    mixture: {
      means: pick('mixture/means', tensors.mixture.means),
      logVariances: pick('mixture/log-variances', tensors.mixture.logVariances),
      logits: pick('mixture/logits', tensors.mixture.logits),
    },
  }
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe.each(['bernoulli', 'gaussian'] as const)('the losses, %s', (likelihood) => {
  const { shape, parameters } = smallModel(likelihood)
  const seen = () => uniforms(6, shape.inputLength)

  it.each(['warmup', 'elbo'] as const)('have the gradients of central differences (%s)', (phase) => {
    const tensors = gmvaeTensors(parameters, shape)
    const trained = trainables(tensors, phase)
    const names = [...trained.keys()]
    const x = seen()
    const clean = seen()
    const noise = tf.tensor2d(normals(random, 6 * shape.latentDimensions), [6, shape.latentDimensions])
    const loss = (...inputs: tf.Tensor[]) => {
      const replaced = withReplaced(tensors, new Map(inputs.map((t, i) => [names[i], t])))
      return phase === 'warmup'
        ? autoencoderLoss(replaced, x, clean)
        : elboTerms(replaced, x, clean, noise, 0.7).loss
    }
    expect(directionalError(loss, [...trained.values()])).toBeLessThan(1e-2)
  })
})

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
    const trainer = new GmvaeTrainer(shapeOf('bernoulli'))
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
    const trainer = new GmvaeTrainer(shapeOf('bernoulli'))
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
