import { z } from 'zod'
import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type EncoderKind, encoderKinds, type TrainingConfig } from '../contract/training.ts'
import { looksLikeEmbedding } from '../model/embedding-look.ts'
import type { Project } from '../project/project.ts'

/** Numbers looked at to tell embeddings from other vectors, and samples at most. */
const numbersLookedAt = 400_000
const samplesLookedAt = 400
const fewestLookedAt = 50

const settingKey = 'encoder'

/** The encoder of a project's next training: the one of its last, else what suits its samples. */
export function encoderOf(project: Project, shape: InputShape): EncoderKind {
  if (shape.kind === 'image') return 'learned'
  return project.settings.get(settingKey, z.enum(encoderKinds)) ?? suggestedEncoder(project, shape)
}

/**
 * Keeps what people train vectors with for the next time.
 *
 * @throws FewlabelError `bad-request` when images are to be taken as embeddings
 */
export function rememberEncoder(
  project: Project,
  shape: InputShape,
  { encoder }: Pick<TrainingConfig, 'encoder'>,
): void {
  if (shape.kind === 'vector') {
    project.settings.set(settingKey, encoder)
    return
  }
  if (encoder === 'learned') return
  throw new FewlabelError('bad-request', 'Images need an encoder that is learned.', {
    expected: 'vectors, such as embeddings that another model made',
    found: 'images',
    remedy: 'Train with a learned encoder, or import a table of embeddings.',
  })
}

/** `given` where vectors look like embeddings, by some from all over the project; truth is not looked at. */
export function suggestedEncoder(project: Project, shape: InputShape): EncoderKind {
  if (shape.kind === 'image') return 'learned'
  const samples = project.samples.count()
  const wanted = Math.max(fewestLookedAt, Math.floor(numbersLookedAt / shape.length))
  const count = Math.min(samples, samplesLookedAt, wanted)
  const rows = new Float32Array(count * shape.length)
  for (let i = 0; i < count; i++) {
    rows.set(project.samples.input(1 + Math.floor((i * samples) / count)), i * shape.length)
  }
  return looksLikeEmbedding(rows, shape.length) ? 'given' : 'learned'
}
