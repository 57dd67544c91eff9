import type { DecoderHead } from '../decoder/decoder-head.ts'
import type { GraphWriter, Value } from './graph-writer.ts'

/** Where samples belong, as a decoder takes it: nodes int64 and weights double, both [n, neighbours]. */
export interface Ties {
  nodes: Value
  weights: Value
}

/** The largest `neighbours` responsibilities (double [n, clusters]), renormalised. */
export function writeComponentTies(graph: GraphWriter, responsibilities: Value, neighbours: number): Ties {
  const [largest, nodes] = graph.applyAll('TopK', [responsibilities, graph.integers([neighbours])], 2, {
    axis: 1,
  })
  return { nodes, weights: writeShares(graph, largest) }
}

/**
 * Gaussian weights to the nearest anchors, as the decoder's `tieToAnchors` gives them: exp(−d² / (0.98·d²_last + 10⁻⁹)),
 * normalised. Squared distances are differences of large numbers, hence double precision.
 *
 * @param means float32 [n, dimensions]
 * @param anchors [nodes · dimensions]
 */
export function writeAnchorTies(
  graph: GraphWriter,
  means: Value,
  { anchors, dimensions, neighbours }: { anchors: Float32Array; dimensions: number; neighbours: number },
): Ties {
  const count = anchors.length / dimensions
  const transposed = new Float64Array(anchors.length)
  const halfNorms = new Float64Array(count)
  for (let j = 0; j < count; j++) {
    for (let d = 0; d < dimensions; d++) {
      const value = anchors[j * dimensions + d]
      transposed[d * count + j] = value
      halfNorms[j] += (value * value) / 2
    }
  }
  const places = graph.cast(means, 'double')
  const products = graph.apply('MatMul', [places, graph.doubles(transposed, [dimensions, count])])
  const closeness = graph.apply('Sub', [products, graph.doubles(halfNorms)])
  const [nearest, nodes] = graph.applyAll('TopK', [closeness, graph.integers([neighbours])], 2, { axis: 1 })
  const squares = graph.apply('Mul', [places, places])
  const norms = graph.apply('ReduceSum', [squares, graph.integers([1])], { keepdims: 1 })
  const doubled = graph.apply('Mul', [nearest, graph.double(2)])
  const distances = graph.apply('Max', [graph.apply('Sub', [norms, doubled]), graph.double(0)])
  const last = graph.apply('Slice', [
    distances,
    graph.integers([neighbours - 1]),
    graph.integers([neighbours]),
    graph.integers([1]),
  ])
  const widths = graph.apply('Add', [graph.apply('Mul', [last, graph.double(0.98)]), graph.double(1e-9)])
  const exponents = graph.apply('Neg', [graph.apply('Div', [distances, widths])])
  return { nodes, weights: writeShares(graph, graph.apply('Exp', [exponents])) }
}

/** Class probabilities double [n, classCount]; see {@link DecoderHead} for the formula. */
export function writeHead(graph: GraphWriter, { nodes, weights }: Ties, head: DecoderHead): Value {
  const { classCount, labeled, withoutEvidence } = head
  const table = graph.doubles(head.table, [head.nodes, classCount])
  // [n, neighbours, classCount]
  const rows = graph.apply('Gather', [table, nodes], { axis: 0 })
  const factors = graph.apply('Unsqueeze', [weights, graph.integers([2])])
  const weighed = graph.apply('Mul', [rows, factors])
  const scores = graph.apply('ReduceSum', [weighed, graph.integers([1])], { keepdims: 0 })
  const raised = graph.apply('Pow', [
    graph.apply('Add', [graph.apply('Max', [scores, graph.double(0)]), graph.double(head.offset)]),
    graph.double(head.sharpness),
  ])
  const prior = head.prior.map((value, l) => (labeled[l] ? value : 0))
  const evidence = graph.apply('Mul', [raised, graph.doubles(prior)])
  const sums = graph.apply('ReduceSum', [evidence, graph.integers([1])], { keepdims: 1 })
  const sharing = labeled.map((has) => has || withoutEvidence === 'all')
  const even = 1 / sharing.filter(Boolean).length
  const hasNone = graph.apply('Equal', [sums, graph.double(0)])
  const divisor = graph.apply('Where', [hasNone, graph.double(1), sums])
  const alike = graph.doubles(
    sharing.map((has) => (has ? even : 0)),
    [1, classCount],
  )
  return graph.apply('Where', [hasNone, alike, graph.apply('Div', [evidence, divisor])])
}

function writeShares(graph: GraphWriter, values: Value): Value {
  const sums = graph.apply('ReduceSum', [values, graph.integers([1])], { keepdims: 1 })
  return graph.apply('Div', [values, sums])
}
