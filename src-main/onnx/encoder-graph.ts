import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { modelPorts } from '../contract/model-file.ts'
import type { Checkpoint } from '../contract/training.ts'
import type { GraphWriter, Value } from './graph-writer.ts'

/** The encoder says log σ² between these; see encoderLogVarianceLimits of the model. */
const logVarianceLimits = { low: -8, high: 4 }

/** A trained model, as its last checkpoint has it. */
export interface TrainedModel {
  shape: InputShape
  clusters: number
  latentDimensions: number
  checkpoint: Pick<Checkpoint, 'weights'>
}

/** Arrays of a checkpoint, by name. */
export class ModelArrays {
  readonly #arrays: ReadonlyMap<string, { shape: number[]; values: Float32Array }>

  constructor({ weights }: Pick<Checkpoint, 'weights'>) {
    this.#arrays = new Map(weights.map((tensor) => [tensor.name, tensor]))
  }

  has(name: string): boolean {
    return this.#arrays.has(name)
  }

  /** @throws FewlabelError `project-damaged` when it is not there */
  get(name: string): { shape: number[]; values: Float32Array } {
    const array = this.#arrays.get(name)
    if (array) return array
    throw new FewlabelError('project-damaged', 'The model in the project is incomplete.', {
      expected: `an array "${name}" in its checkpoint`,
      remedy: 'Train again.',
    })
  }
}

/** The input of the graph as float32 [n, inputLength], as the encoder was trained on it. */
export function writeInput(graph: GraphWriter, shape: InputShape, arrays: ModelArrays): Value {
  if (shape.kind === 'image') {
    const pixels = graph.cast(modelPorts.images, 'float')
    const flat = graph.apply('Flatten', [pixels], { axis: 1 })
    return graph.apply('Mul', [flat, graph.floats([1 / 255], [])])
  }
  const raw = arrays.has('standardisation/row-norm') ? writeUnitRows(graph) : modelPorts.vectors
  const centred = graph.apply('Sub', [raw, graph.floats(arrays.get('standardisation/mean').values)])
  return graph.apply('Div', [centred, graph.floats(arrays.get('standardisation/deviation').values)])
}

/** Rows of norm 1; a row of zeros, which has no direction, stays one. In double precision, as numbers are squared. */
function writeUnitRows(graph: GraphWriter): Value {
  const rows = graph.cast(modelPorts.vectors, 'double')
  const squares = graph.apply('Mul', [rows, rows])
  const sums = graph.apply('ReduceSum', [squares, graph.integers([1])], { keepdims: 1 })
  const norms = graph.apply('Sqrt', [sums])
  const isZero = graph.apply('Equal', [norms, graph.double(0)])
  const divisor = graph.apply('Where', [isZero, graph.double(1), norms])
  return graph.cast(graph.apply('Div', [rows, divisor]), 'float')
}

/** q(z|x) = N(mean, exp(logVariance)), both float32 [n, d]; the mean under the name of its port. */
export function writeEncoder(
  graph: GraphWriter,
  input: Value,
  arrays: ModelArrays,
): { mean: Value; logVariance: Value } {
  let hidden = input
  for (let i = 0; arrays.has(`encoder/${i}/weights`); i++) {
    hidden = graph.apply('Relu', [writeDense(graph, hidden, `encoder/${i}`, arrays)])
  }
  const { low, high } = logVarianceLimits
  return {
    mean: writeDense(graph, hidden, 'mean', arrays, modelPorts.latentMeans),
    logVariance: graph.apply('Clip', [
      writeDense(graph, hidden, 'log-variance', arrays),
      graph.floats([low], []),
      graph.floats([high], []),
    ]),
  }
}

function writeDense(graph: GraphWriter, x: Value, name: string, arrays: ModelArrays, as?: string): Value {
  const weights = arrays.get(`${name}/weights`)
  const bias = arrays.get(`${name}/bias`)
  return graph.apply(
    'Gemm',
    [x, graph.floats(weights.values, weights.shape), graph.floats(bias.values)],
    {},
    as,
  )
}

/**
 * p(c|x) ∝ (π_c N(μ; μ_c, σ_c² + s²))^(1/T) in double precision [n, clusters], as the model's PosteriorEvaluator has it.
 */
export function writeResponsibilities(
  graph: GraphWriter,
  { mean, logVariance }: { mean: Value; logVariance: Value },
  { clusters, latentDimensions }: Pick<TrainedModel, 'clusters' | 'latentDimensions'>,
  arrays: ModelArrays,
): Value {
  const axis = graph.integers([1])
  const places = graph.apply('Unsqueeze', [graph.cast(mean, 'double'), axis])
  const spreads = graph.apply('Unsqueeze', [graph.apply('Exp', [graph.cast(logVariance, 'double')]), axis])
  const dims = [1, clusters, latentDimensions]
  const centres = graph.doubles(arrays.get('mixture/means').values, dims)
  const ownVariances = graph.doubles(
    Float64Array.from(arrays.get('mixture/log-variances').values, Math.exp),
    dims,
  )
  const variances = graph.apply('Add', [spreads, ownVariances])
  const differences = graph.apply('Sub', [places, centres])
  const distances = graph.apply('Div', [graph.apply('Mul', [differences, differences]), variances])
  const terms = graph.apply('Add', [distances, graph.apply('Log', [variances])])
  const sums = graph.apply('ReduceSum', [terms, graph.integers([2])], { keepdims: 0 })
  const halves = graph.apply('Mul', [sums, graph.double(-0.5)])
  const joint = graph.apply('Add', [halves, graph.doubles(logShares(arrays.get('mixture/logits').values))])
  const temperature = arrays.get('posterior/temperature').values[0]
  const tempered = graph.apply('Mul', [joint, graph.double(1 / temperature)])
  return graph.apply('Softmax', [tempered], { axis: 1 })
}

/** log softmax, stable for logits of any size. */
function logShares(logits: Float32Array): Float64Array {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const total = logits.reduce((sum, value) => sum + Math.exp(value - largest), 0)
  return Float64Array.from(logits, (value) => value - largest - Math.log(total))
}
