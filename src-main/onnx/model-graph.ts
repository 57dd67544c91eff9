import { inputLength } from '../contract/data.ts'
import { type ModelFacts, modelFactsKey, modelPorts } from '../contract/model-file.ts'
import type { DecoderHead } from '../decoder/decoder-head.ts'
import {
  ModelArrays,
  type TrainedModel,
  writeEncoder,
  writeInput,
  writeResponsibilities,
} from './encoder-graph.ts'
import { GraphWriter } from './graph-writer.ts'
import { writeAnchorTies, writeComponentTies, writeHead } from './head-graph.ts'
import { encodeOnnxModel, type OnnxPort } from './onnx-model.ts'

/** Everything that goes into the file. */
export interface ModelParts extends TrainedModel {
  head: DecoderHead
  /** Where the head's nodes are [nodes · latentDimensions], if they are anchors. */
  anchors: Float32Array | null
  facts: ModelFacts
}

/**
 * Encoder, mixture and label decoder as one ONNX graph: from samples as they are imported (bytes of images, raw columns)
 * to class probabilities, responsibilities and latent means.
 */
export function encodeModel(parts: ModelParts): Uint8Array {
  const { shape, clusters, latentDimensions, head, facts } = parts
  const arrays = new ModelArrays(parts.checkpoint)
  const graph = new GraphWriter()
  const q = writeEncoder(graph, writeInput(graph, shape, arrays), arrays)
  const responsibilities = writeResponsibilities(graph, q, parts, arrays)
  // A mixture may have fewer components than are kept of each sample.
  const neighbours = Math.min(head.neighbours, head.nodes)
  const ties =
    head.nodesAre === 'anchors'
      ? writeAnchorTies(graph, q.mean, {
          anchors: requireAnchors(parts),
          dimensions: latentDimensions,
          neighbours,
        })
      : writeComponentTies(graph, responsibilities, neighbours)
  const probabilities = writeHead(graph, ties, head)
  graph.apply('Cast', [probabilities], { to: { type: 'float' } }, modelPorts.probabilities)
  graph.apply('ArgMax', [probabilities], { axis: 1, keepdims: 0 }, modelPorts.classIndex)
  graph.apply('Cast', [responsibilities], { to: { type: 'float' } }, modelPorts.responsibilities)
  return encodeOnnxModel({
    name: 'fewlabel',
    description:
      'Gaussian-mixture variational autoencoder with a label decoder, saved by Fewlabel. Class names and the way images ' +
      `become inputs are in the metadata "${modelFactsKey}".`,
    producer: { name: 'Fewlabel', version: facts.program },
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: [inputPort(shape)],
    outputs: [
      port(modelPorts.probabilities, 'float', head.classCount, 'Probability of each class'),
      {
        name: modelPorts.classIndex,
        type: 'int64',
        dims: ['n'],
        description: 'Place of the most probable class',
      },
      port(modelPorts.responsibilities, 'float', clusters, 'p(component | sample)'),
      port(modelPorts.latentMeans, 'float', latentDimensions, 'Mean of q(z | sample)'),
    ],
    metadata: { [modelFactsKey]: JSON.stringify(facts) },
  })
}

function inputPort(shape: TrainedModel['shape']): OnnxPort {
  if (shape.kind === 'vector') {
    return port(modelPorts.vectors, 'float', inputLength(shape), 'Columns in their own units')
  }
  const { side, channels } = shape
  return {
    name: modelPorts.images,
    type: 'uint8',
    dims: ['n', side, side, channels],
    description: 'Images, 0 to 255, row by row, channels last',
  }
}

function port(name: string, type: 'float', width: number, description: string): OnnxPort {
  return { name, type, dims: ['n', width], description }
}

function requireAnchors({ anchors, head, latentDimensions }: ModelParts): Float32Array {
  if (anchors?.length === head.nodes * latentDimensions) return anchors
  throw new Error(`a decoder with ${head.nodes} anchors came without their places`)
}
