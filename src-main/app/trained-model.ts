import { hash } from 'node:crypto'
import { FewlabelError } from '../contract/errors.ts'
import {
  type ModelFacts,
  type ModelSaveReport,
  type ModelSaveRequest,
  modelExtension,
} from '../contract/model-file.ts'
import { encodeModel } from '../onnx/model-graph.ts'
import type { Project } from '../project/project.ts'
import { type LabelingModel, notSorted } from './labeling-model.ts'
import { writeWhole } from './write-whole.ts'

/**
 * The project's model as an ONNX file: encoder, mixture, and the decoder with the labels there are.
 *
 * @param version of the program
 * @throws FewlabelError `not-trained`, `no-labels`
 */
export function encodeTrainedModel(
  project: Project,
  model: LabelingModel,
  version: string,
): { bytes: Uint8Array; facts: ModelFacts } {
  const { sorted, predictions } = model
  const shape = project.samples.inputShape()
  const checkpoint = sorted && project.runs.latestCheckpoint(sorted.runId)
  if (!sorted || !predictions || !shape || !checkpoint) throw notSorted()
  const head = predictions.decoder.head()
  if (!head) {
    throw new FewlabelError('no-labels', 'The model does not know any class yet.', {
      remedy: 'Label some samples first.',
    })
  }
  const { config, epoch } = checkpoint
  const nameOf = new Map(project.classes.list().map(({ id, name }) => [id, name]))
  const facts: ModelFacts = {
    format: 1,
    program: version,
    project: project.name,
    savedAt: new Date().toISOString(),
    shape,
    recipe: shape.kind === 'image' ? project.samples.recipe() : null,
    classes: predictions.classIds.map((id) => nameOf.get(id) ?? `class ${id}`),
    decoder: head.kind,
    labels: project.labels.labeledCount(),
    clusters: sorted.posteriors.componentCount,
    latentDimensions: sorted.graph.dimensions,
    run: { id: sorted.runId, seed: config.seed, epochs: epoch },
  }
  const { clusters, latentDimensions } = facts
  const anchors = head.nodesAre === 'anchors' ? sorted.graph.anchors : null
  return {
    bytes: encodeModel({ shape, clusters, latentDimensions, checkpoint, head, anchors, facts }),
    facts,
  }
}

/** Writes the project's model to a file, whole or not at all. */
export async function saveTrainedModel(
  { out, overwrite }: ModelSaveRequest,
  { bytes, facts }: { bytes: Uint8Array; facts: ModelFacts },
): Promise<ModelSaveReport> {
  return {
    out: await writeWhole(out, bytes, { endings: [modelExtension], overwrite }),
    bytes: bytes.length,
    sha256: hash('sha256', bytes),
    facts,
  }
}
