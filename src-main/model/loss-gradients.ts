import * as tf from '@tensorflow/tfjs-core'
import {
  autoencoderLoss,
  elboTerms,
  type GmvaeShape,
  gmvaeTensors,
  type TensorSource,
  trainables,
} from './gmvae.ts'

/** One batch: what the encoder sees and what the decoder must rebuild, both [size · inputLength]. */
export interface Batch {
  size: number
  seen: Float32Array
  clean: Float32Array
}

/** Means over a batch, nats per sample. */
export interface StepLosses {
  loss: number
  reconstruction: number
  kl: number
}

/** A loss with its gradients, and the tensors of the parameters at which they were taken. */
export interface LossGradients {
  losses: StepLosses
  /** By parameter name, those that the phase trains. */
  trained: Map<string, tf.Tensor>
  gradients: Map<string, tf.Tensor>
}

/**
 * Loss and gradients of a batch. To be called inside tf.tidy, which frees the tensors.
 *
 * @param noise standard normal [size · d] for the negative ELBO; null for the auto-encoder's loss
 */
export function lossGradients(
  parameters: TensorSource,
  shape: GmvaeShape,
  batch: Batch,
  noise: Float32Array | null,
  klWeight: number,
): LossGradients {
  const tensors = gmvaeTensors(parameters, shape)
  const matrix = (values: Float32Array, columns: number) => tf.tensor2d(values, [batch.size, columns])
  const seen = matrix(batch.seen, shape.inputLength)
  const clean = batch.seen === batch.clean ? seen : matrix(batch.clean, shape.inputLength)
  const trained = trainables(tensors, noise ? 'elbo' : 'warmup')
  let terms: { reconstruction: tf.Scalar; kl: tf.Scalar } | undefined
  const { value, grads } = tf.valueAndGrads(() => {
    if (!noise) return autoencoderLoss(tensors, seen, clean)
    const elbo = elboTerms(tensors, seen, clean, matrix(noise, shape.latentDimensions), klWeight)
    // They would be tidied away with the gradients' intermediate values.
    terms = { reconstruction: tf.keep(elbo.reconstruction), kl: tf.keep(elbo.kl) }
    return elbo.loss
  })([...trained.values()])
  const loss = value.dataSync()[0]
  const losses = {
    loss,
    reconstruction: terms ? terms.reconstruction.dataSync()[0] : loss,
    kl: terms ? terms.kl.dataSync()[0] : 0,
  }
  if (terms) tf.dispose([terms.reconstruction, terms.kl])
  return { losses, trained, gradients: new Map([...trained.keys()].map((name, i) => [name, grads[i]])) }
}
