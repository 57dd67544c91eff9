import {
  type GmvaeShape,
  gmvaeParameters,
  initialiseNet,
  type Likelihood,
  mixtureParameters,
} from '../gmvae.ts'
import type { ParameterSet } from '../parameters.ts'
import { normals, Random } from '../random.ts'

export function smallShape(likelihood: Likelihood): GmvaeShape {
  return { inputLength: 12, likelihood, clusters: 4, latentDimensions: 3, hiddenUnits: [10, 8] }
}

/** A model of a few hundred numbers, at which every loss is smooth. */
export function smallModel(likelihood: Likelihood): { shape: GmvaeShape; parameters: ParameterSet } {
  const shape = smallShape(likelihood)
  const parameters = gmvaeParameters(shape)
  initialiseNet(parameters, 5)
  // Weights as after some training: at first, little of what moves in the encoder reaches the output.
  for (const { name } of parameters.specs) {
    const factor = name.startsWith('log-variance/') ? 0.3 : 2
    if (name.endsWith('/weights')) parameters.view(name).set(parameters.view(name).map((w) => factor * w))
  }
  // Every third unit firmly off, the others firmly on: at a rectifier's kink differences and gradient disagree.
  for (const name of ['encoder/0/bias', 'encoder/1/bias', 'decoder/0/bias', 'decoder/1/bias']) {
    parameters.view(name).set(parameters.view(name).map((_, i) => (i % 3 === 0 ? -12 : 6)))
  }
  const random = new Random(3)
  for (const name of mixtureParameters) {
    parameters.view(name).set(normals(random, parameters.view(name).length))
  }
  return { shape, parameters }
}
