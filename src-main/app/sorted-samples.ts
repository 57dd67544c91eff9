import { posteriorWidth } from '../contract/training.ts'
import {
  type AnchorGraph,
  attachSamples,
  deserializeAnchorGraph,
  serializeAnchorGraph,
} from '../decoder/anchor-graph.ts'
import type { LatentSamples } from '../decoder/neighbourhood.ts'
import type { Posteriors } from '../project/posterior-store.ts'
import type { Project } from '../project/project.ts'
import { indexClusters } from '../query/cluster-index.ts'
import { SurveyMemory } from '../query/survey-memory.ts'
import { buildGraphInThread } from './graph-builder.ts'
import { mostRefinedSamples } from './neighbourhood-service.ts'
import type { SortedSamples } from './prediction-state.ts'

const artifactName = 'anchor-graph'
const artifactVersion = 1

/** What the last training left behind, ready to use; null when there is none or its graph is still to be built. */
export function loadSorted(project: Project): SortedSamples | null {
  const runId = project.posteriors.current()
  if (runId === null) return null
  const posteriors = project.posteriors.load(runId)
  const graph = posteriors && loadGraph(project, runId)
  if (!posteriors || !graph || graph.count !== posteriors.count) return null
  return assemble(runId, posteriors, graph)
}

/** What a run had left behind when it had sorted so many samples; null where it is not there any more. */
export function loadSortedThen(project: Project, runId: number, count: number): SortedSamples | null {
  const stored = project.posteriors.load(runId)
  const graph = stored && loadGraph(project, runId)
  if (!stored || !graph || stored.count < count || graph.count < count) return null
  return assemble(
    runId,
    {
      ...stored,
      count,
      components: stored.components.slice(0, count * posteriorWidth),
      weights: stored.weights.slice(0, count * posteriorWidth),
      means: stored.means.slice(0, count * stored.latentDimensions),
    },
    // Samples that came later were tied to the same anchors.
    {
      ...graph,
      count,
      index: graph.index.slice(0, count * graph.neighbours),
      weight: graph.weight.slice(0, count * graph.neighbours),
    },
  )
}

/** Prepares a run's posteriors for labeling: builds the anchor graph, or attaches new samples to the one there is. */
export async function prepareSorted(
  project: Project,
  runId: number,
  signal?: AbortSignal,
): Promise<SortedSamples> {
  const posteriors = project.posteriors.load(runId)
  if (!posteriors) throw new Error(`run ${runId} has no posteriors`)
  const { count, latentDimensions, means } = posteriors
  let graph = loadGraph(project, runId)
  if (graph && graph.count < count) {
    // Anchors stay, so that what people have labeled keeps its meaning.
    graph = attachSamples(
      graph,
      means.subarray(graph.count * latentDimensions),
      count - graph.count,
      latentDimensions,
    )
  } else if (graph?.count !== count) {
    const run = project.runs.get(runId)
    graph = await buildGraphInThread(
      { means, count, dimensions: latentDimensions, seed: run.config.seed },
      signal,
    )
  }
  const { header, parts } = serializeAnchorGraph(graph)
  project.artifacts.put(runId, artifactName, artifactVersion, header, parts)
  return assemble(runId, posteriors, graph)
}

/** What the samples' neighbourhood is built from; null where there are too many of them. */
export function latentSamples({ means, graph }: SortedSamples): LatentSamples | null {
  return means && { count: graph.count, dimensions: graph.dimensions, means, cells: graph }
}

function loadGraph(project: Project, runId: number): AnchorGraph | null {
  const artifact = project.artifacts.get(runId, artifactName, artifactVersion)
  return artifact && deserializeAnchorGraph(artifact.header, artifact.parts)
}

function assemble(runId: number, stored: Posteriors, graph: AnchorGraph): SortedSamples {
  const { count, componentCount, components, weights, means, latentDimensions } = stored
  const posteriors = { count, componentCount, width: posteriorWidth, components, weights }
  return {
    runId,
    posteriors,
    graph,
    clusters: indexClusters(posteriors, { means, dimensions: latentDimensions }),
    means: count <= mostRefinedSamples ? inSharedMemory(means) : null,
    survey: new SurveyMemory(graph),
  }
}

/** A copy that threads can read without another one. */
function inSharedMemory(values: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}
