import { closeSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import type { GeneratedMixture } from '../../src-main/decoder/generated-mixture.ts'

/** A sorted project as training leaves it, by the sizes of its arrays; the arrays lie in files of one folder. */
export interface ProjectFiles {
  folder: string
  count: number
  dimensions: number
  componentCount: number
  width: number
  classCount: number
  graph: Pick<AnchorGraph, 'nodes' | 'neighbours' | 'alpha'>
}

type Numbers = Float32Array | Uint16Array | Int16Array

export function writeProject(files: ProjectFiles, data: GeneratedMixture, graph: AnchorGraph): void {
  const arrays: [string, Numbers][] = [
    ['components', data.posteriors.components],
    ['weights', data.posteriors.weights],
    ['means', data.means],
    ['truth', data.truth],
    ['index', graph.index],
    ['weight', graph.weight],
    ['green', graph.green],
    ['farGreen', graph.farGreen as Float32Array],
    ['anchors', graph.anchors],
  ]
  for (const [name, array] of arrays) {
    writeFileSync(join(files.folder, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  }
}

export function readPosteriors({ folder, count, componentCount, width }: ProjectFiles) {
  const components = filled(folder, 'components', new Uint16Array(count * width))
  const weights = filled(folder, 'weights', new Float32Array(count * width))
  return { count, componentCount, width, components, weights }
}

export function readGraph({ folder, count, dimensions, graph }: ProjectFiles): AnchorGraph {
  const { nodes, neighbours } = graph
  return {
    ...graph,
    count,
    dimensions,
    index: filled(folder, 'index', new Uint16Array(count * neighbours)),
    weight: filled(folder, 'weight', new Float32Array(count * neighbours)),
    green: filled(folder, 'green', new Float32Array(nodes * nodes)),
    farGreen: filled(folder, 'farGreen', new Float32Array(nodes * nodes)),
    anchors: filled(folder, 'anchors', new Float32Array(nodes * dimensions)),
  }
}

export function readMeans({ folder, count, dimensions }: ProjectFiles): Float32Array {
  return filled(folder, 'means', new Float32Array(count * dimensions))
}

export function readTruth({ folder, count }: ProjectFiles): Int16Array {
  return filled(folder, 'truth', new Int16Array(count))
}

/** Reads into the array itself, so that nothing but the array takes memory. */
function filled<Array extends Numbers>(folder: string, name: string, array: Array): Array {
  const file = openSync(join(folder, name), 'r')
  const bytes = new Uint8Array(array.buffer)
  try {
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) throw new Error(`${name} ends after ${at} of ${bytes.length} bytes`)
      at += read
    }
  } finally {
    closeSync(file)
  }
  return array
}
