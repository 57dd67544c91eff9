import type { LatentSamples } from '../decoder/neighbourhood.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { RefinementRequest } from '../decoder/refiner.ts'

/** What the thread is told: first where the samples lie, then labels, as often as they change. */
export type NeighbourhoodTask = ({ type: 'build' } & LatentSamples) | ({ type: 'refine' } & RefinementRequest)

/** What it answers; arrays of samples lie in shared memory. */
export type NeighbourhoodAnswer =
  | { type: 'progress'; fraction: number }
  /** `candidates`: pairs that may be near-duplicates [pairs · 2] */
  | { type: 'built'; outlierScores: Float32Array; candidates: Uint32Array }
  /** By class; undefined: the column is the one from before. */
  | { type: 'refined'; columns: (Float32Array | null | undefined)[]; own: Refinement['own'] }
  | { type: 'failed'; message: string }
