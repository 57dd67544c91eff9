import type { DecoderKind } from '../contract/labeling.ts'
import type { AnchorGraph } from './anchor-graph.ts'
import { createHardDecoder, createSoftDecoder } from './baseline-decoders.ts'
import { componentGraph, createGraphDecoder } from './graph-decoder.ts'
import type { LabelDecoder } from './label-decoder.ts'
import { NearestClusterDecoder } from './nearest-cluster-decoder.ts'
import type { SparsePosteriors } from './sparse-posteriors.ts'

/**
 * A decoder without classes and labels. `graph` without an anchor graph spreads labels over the components instead,
 * which is coarser: a component cannot be split.
 */
export function createDecoder(
  kind: DecoderKind,
  inputs: { posteriors: SparsePosteriors; graph?: AnchorGraph },
): LabelDecoder {
  switch (kind) {
    case 'hard':
      return createHardDecoder(inputs.posteriors)
    case 'hard-nearest':
      return new NearestClusterDecoder(inputs.posteriors)
    case 'soft':
      return createSoftDecoder(inputs.posteriors)
    case 'graph':
      return createGraphDecoder(inputs.graph ?? componentGraph(inputs.posteriors))
  }
}
