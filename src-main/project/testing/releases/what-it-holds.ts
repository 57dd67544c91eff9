import { createHash } from 'node:crypto'
import type { Project } from '../../project.ts'

/** What is too large to be read in a review stands for itself as the beginning of its SHA-256 sum. */
const hash = (bytes: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digest('hex')
    .slice(0, 16)

const digits = (values: ArrayLike<number>): string => Array.from(values).join(' ')

/**
 * Everything that people or training put into a project, as the program that has it open says it, in the words that
 * all versions share. Written by the old program when a format is released, compared with what the new one says.
 */
export function whatItHolds(project: Project) {
  const { samples, labels, classes, runs, posteriors } = project
  const count = samples.count()
  const ordinals = Array.from({ length: count }, (_, ordinal) => ordinal)
  const current = labels.current()
  return {
    name: project.name,
    inputShape: samples.inputShape(),
    recipe: samples.recipe(),
    inputs: hash(samples.readInputs(0, count)),
    samples: samples.externalIds(),
    originals: ordinals.map((ordinal) => {
      const original = samples.original(ordinal + 1)
      return original && ('path' in original ? original.path : hash(original.bytes))
    }),
    thumbnails: ordinals.map((ordinal) => {
      const thumbnail = samples.thumbnail(ordinal + 1)
      return thumbnail && hash(thumbnail.bytes)
    }),
    truth: samples.truthNames().concat(digits(samples.truth())),
    classes: classes.list().map(({ id, name, colour, hotkey }) => ({ id, name, colour, hotkey })),
    labels: digits(current.labels),
    skipped: digits(current.skipped),
    flagged: digits(current.flagged),
    origins: ordinals.map((ordinal) => {
      const origin = labels.origin(ordinal + 1)
      return origin && [origin.eventId, origin.source, origin.annotator, origin.at].join(' ')
    }),
    events: labels
      .events(0, 1000)
      .map(({ id, kind, classId, targetId, annotator, at, samples: touched }) => ({
        ...{ id, kind, classId, targetId, annotator, at },
        samples: touched.map(({ id, saidClassId, saidConfidence }) =>
          [id, saidClassId, saidConfidence].join(' '),
        ),
      })),
    undoAndRedo: [labels.canUndo, labels.canRedo],
    runs: runs.list().map((run) => {
      const checkpoint = runs.latestCheckpoint(run.id)
      const posterior = posteriors.load(run.id)
      const gallery = posteriors.gallery(run.id)
      return {
        ...{ id: run.id, state: run.state, startedAt: run.startedAt, epochs: run.epochs, config: run.config },
        checkpoint: checkpoint && {
          ...{ epoch: checkpoint.epoch, phase: checkpoint.phase, step: checkpoint.step },
          history: checkpoint.history,
          tensors: arraysOf({ weights: checkpoint.weights, moments: checkpoint.moments }),
        },
        posteriors: posterior && {
          count: posterior.count,
          components: hash(posterior.components),
          weights: hash(posterior.weights),
          means: hash(posterior.means),
        },
        gallery: gallery && { masses: hash(gallery.masses), prototypes: hash(gallery.prototypes) },
      }
    }),
    inUse: posteriors.current(),
    batches: labels.batches(),
    cameFrom: [...labels.origins(0, 1000)],
    snapshots: project.snapshots.list(),
  }
}

/** Every array of numbers in it, under its path. */
function arraysOf(value: object, path = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (ArrayBuffer.isView(inner)) found[path + key] = hash(inner)
    else if (inner && typeof inner === 'object') Object.assign(found, arraysOf(inner, `${path}${key}.`))
  }
  return found
}
