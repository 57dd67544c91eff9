import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inputLength } from '../contract/data.ts'
import { type DecoderKind, decoderKinds } from '../contract/labeling.ts'
import type { ModelFacts } from '../contract/model-file.ts'
import { posteriorWidth, type TrainingConfig } from '../contract/training.ts'
import { type AnchorGraph, attachSamples, buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { headProbabilities } from '../decoder/decoder-head.ts'
import type { LabelDecoder } from '../decoder/label-decoder.ts'
import { loadForTest } from '../engine/testing/engines.ts'
import {
  barImages,
  checkpoints,
  cloudVectors,
  collect,
  of,
  smallConfig,
} from '../engine/testing/small-trainings.ts'
import { inferPosteriors, type TrainingData } from '../engine/training-loop.ts'
import { Classifier } from '../onnx/classifier.ts'
import { encodeModel } from '../onnx/model-graph.ts'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-onnx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(() => loadForTest('wasm'))

const classNames = ['lying', 'standing', 'nobody’s']
const trainedOn = 96

interface Trained {
  data: TrainingData
  /** Samples that the training never saw. */
  fresh: TrainingData
  config: TrainingConfig
}

const kinds: Record<string, Trained> = {
  images: { data: barImages(trainedOn), fresh: rest(barImages(160)), config: smallConfig },
  vectors: { data: cloudVectors(trainedOn), fresh: rest(cloudVectors(160)), config: smallConfig },
  embeddings: {
    data: cloudVectors(trainedOn),
    fresh: rest(cloudVectors(160)),
    config: { ...smallConfig, encoder: 'given' },
  },
}

function rest(data: TrainingData): TrainingData {
  const from = trainedOn * inputLength(data.shape)
  return { ...data, count: data.count - trainedOn, inputs: data.inputs.slice(from) }
}

/** The decoder with eight labels, and with what a refinement of them might say. */
function labeled(decoder: LabelDecoder, graph: AnchorGraph): LabelDecoder {
  decoder.setClassCount(classNames.length)
  decoder.setPrior([2, 1, 1])
  for (const sample of [0, 1, 6, 9, 14, 23, 40, 51]) decoder.addLabel(sample, sample % 2)
  const request = decoder.refinable()
  if (request) {
    const columns = classNames.map((_, l) =>
      l < 2 ? Float32Array.from({ length: graph.count }, (_, i) => (i % 2 === l ? 1.5 : 0.1)) : null,
    )
    decoder.adoptRefinement({ labels: request.labels, columns, own: new Map() })
  }
  return decoder
}

describe.each(Object.entries(kinds))('a model of %s as ONNX', (name, { data, fresh, config }) => {
  it.each(decoderKinds)(
    'gives new samples the probabilities of the %s decoder',
    async (kind: DecoderKind) => {
      const events = await collect(data, { config })
      const checkpoint = checkpoints(events).at(-1)
      if (!checkpoint) throw new Error('no checkpoint')
      const { clusters, latentDimensions } = config
      const chunks = of(events, 'posteriors').map(({ chunk }) => chunk)
      const means = Float32Array.from(chunks.flatMap((chunk) => [...chunk.means]))
      const posteriors = {
        count: data.count,
        componentCount: clusters,
        width: posteriorWidth,
        components: Uint16Array.from(chunks.flatMap((chunk) => [...chunk.components])),
        weights: Float32Array.from(chunks.flatMap((chunk) => [...chunk.weights])),
      }
      const graph = buildAnchorGraph(means, data.count, latentDimensions, { anchors: 12 })
      const head = labeled(createDecoder(kind, { posteriors, graph }), graph).head()
      if (!head) throw new Error('no head')

      // What the program says of the same samples: sorted by the engine, tied to the anchors there are.
      const [sorted] = inferPosteriors(fresh, checkpoint, 0)
      const empty = { ...graph, count: 0, index: new Uint16Array(), weight: new Float32Array() }
      const ties = attachSamples(empty, sorted.means, fresh.count, latentDimensions)
      const expected = Array.from({ length: fresh.count }, (_, i) => {
        const { neighbours } = head
        if (head.nodesAre === 'anchors') {
          const row = [i * neighbours, (i + 1) * neighbours]
          return [...headProbabilities(head, ties.index.subarray(...row), ties.weight.subarray(...row))]
        }
        const row = [i * posteriorWidth, i * posteriorWidth + Math.min(neighbours, clusters)]
        const weights = sorted.weights.subarray(...row)
        const sum = weights.reduce((total, weight) => total + weight, 0)
        return [
          ...headProbabilities(
            head,
            sorted.components.subarray(...row),
            weights.map((weight) => weight / sum),
          ),
        ]
      })

      const file = join(folder, `${name}-${kind}.onnx`)
      const facts: ModelFacts = {
        format: 1,
        program: '0.0.0',
        project: 'bars',
        savedAt: '2026-01-01T00:00:00.000Z',
        shape: data.shape,
        recipe: null,
        classes: classNames,
        decoder: kind,
        labels: 8,
        clusters,
        latentDimensions,
        run: { id: 7, seed: 1, epochs: 6 },
      }
      const anchors = head.nodesAre === 'anchors' ? graph.anchors : null
      writeFileSync(
        file,
        encodeModel({ shape: data.shape, clusters, latentDimensions, checkpoint, head, anchors, facts }),
      )
      const model = await Classifier.open(file)
      expect(model.facts).toEqual(facts)
      const said = await model.classify(fresh.inputs)
      await model.close()

      expected.flat().forEach((probability, i) => {
        expect(Math.abs(said.probabilities[i] - probability)).toBeLessThan(1e-4)
      })
      said.latentMeans.forEach((mean, i) => {
        expect(Math.abs(mean - sorted.means[i])).toBeLessThan(1e-4)
      })
      for (let i = 0; i < fresh.count; i++) {
        const row = said.responsibilities.subarray(i * clusters, (i + 1) * clusters)
        for (let k = 0; k < Math.min(posteriorWidth, clusters); k++) {
          const at = i * posteriorWidth + k
          expect(Math.abs(row[sorted.components[at]] - sorted.weights[at])).toBeLessThan(1e-4)
        }
      }
    },
  )
})
