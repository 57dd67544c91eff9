import { stat } from 'node:fs/promises'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { type InputShape, inputLength } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type ModelFacts, modelFactsKey, modelFactsSchema, modelPorts } from '../contract/model-file.ts'
import { readModelMetadata } from './model-metadata.ts'

/** What a model says about n samples. */
export interface Classification {
  /** [n · classes] */
  probabilities: Float32Array
  /** [n · clusters] */
  responsibilities: Float32Array
  /** [n · latentDimensions] */
  latentMeans: Float32Array
}

/** Largest file that is read: a model of ours holds thousands of weights per input, not of images per class. */
const largestModel = 2 ** 31 - 1

/** A saved model, ready to answer. */
export class Classifier {
  readonly facts: ModelFacts
  readonly #session: InferenceSession
  readonly #createTensor: TensorMaker

  private constructor(facts: ModelFacts, session: InferenceSession, createTensor: TensorMaker) {
    this.facts = facts
    this.#session = session
    this.#createTensor = createTensor
  }

  /**
   * @throws FewlabelError `source-not-found`, `source-unsupported` when it is not a model that Fewlabel saved,
   * `source-damaged`, `engine-unavailable` when the library that computes does not load
   */
  static async open(file: string): Promise<Classifier> {
    const { size } = await stat(file).catch((cause: unknown) => {
      throw new FewlabelError('source-not-found', 'There is no such model.', { file }, { cause })
    })
    const facts = size > largestModel ? null : await readFacts(file)
    if (!facts) {
      throw new FewlabelError('source-unsupported', 'This is not a model that Fewlabel saved.', {
        file,
        expected: `an ONNX file with the metadata "${modelFactsKey}"`,
        remedy: 'Save the model of a project first: "fewlabel model PROJECT MODEL.onnx".',
      })
    }
    const { InferenceSession, Tensor } = await loadRuntime()
    try {
      const session = await InferenceSession.create(file, { logSeverityLevel: 3 })
      return new Classifier(facts, session, (type, values, dims) => new Tensor(type, values, dims))
    } catch (cause) {
      throw new FewlabelError(
        'source-damaged',
        'The model cannot be read.',
        { file, found: (cause as Error).message, remedy: 'Save it again.' },
        { cause },
      )
    }
  }

  /** @param inputs as {@link inputLength} of the facts' shape says, one after the other */
  async classify(inputs: Uint8Array | Float32Array): Promise<Classification> {
    const { shape } = this.facts
    const count = inputs.length / inputLength(shape)
    const outputs = await this.#session.run({ [portOf(shape)]: this.#input(shape, inputs, count) })
    const numbers = (port: string) => outputs[port].data as Float32Array
    return {
      probabilities: numbers(modelPorts.probabilities),
      responsibilities: numbers(modelPorts.responsibilities),
      latentMeans: numbers(modelPorts.latentMeans),
    }
  }

  async close(): Promise<void> {
    await this.#session.release()
  }

  #input(shape: InputShape, inputs: Uint8Array | Float32Array, count: number): Tensor {
    return shape.kind === 'image'
      ? this.#createTensor('uint8', inputs, [count, shape.side, shape.side, shape.channels])
      : this.#createTensor('float32', inputs, [count, shape.length])
  }
}

type TensorMaker = (type: 'uint8' | 'float32', values: Uint8Array | Float32Array, dims: number[]) => Tensor

function portOf(shape: InputShape): string {
  return shape.kind === 'image' ? modelPorts.images : modelPorts.vectors
}

async function readFacts(file: string): Promise<ModelFacts | null> {
  const text = await readModelMetadata(file, modelFactsKey)
  if (text === null) return null
  try {
    return modelFactsSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Loaded only when it is needed: it is a large library, and most never classify. */
async function loadRuntime(): Promise<typeof import('onnxruntime-node')> {
  try {
    return await import('onnxruntime-node')
  } catch (cause) {
    throw new FewlabelError(
      'engine-unavailable',
      'The library that runs saved models does not load on this machine.',
      { expected: 'ONNX Runtime', found: (cause as Error).message, remedy: 'Install Fewlabel again.' },
      { cause },
    )
  }
}
