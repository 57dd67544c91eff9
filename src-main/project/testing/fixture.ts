import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputShape, PreparedSample } from '../../contract/data.ts'
import { jitterRecipes } from '../../contract/jitter-recipes.ts'
import type { TrainingConfig } from '../../contract/training.ts'
import type { LabelChange } from '../label-change.ts'
import { Project } from '../project.ts'

/** A folder of its own for a test file, and a name for a project in it. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'fewlabel-project-'))
  #files = 0

  file(name = `project-${++this.#files}.fewlabel`): string {
    return join(this.path, name)
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

export const smallImages: InputShape = { kind: 'image', side: 4, channels: 1 }

/** A sample whose content follows from its number. */
export function testSample(number: number, changes: Partial<PreparedSample> = {}): PreparedSample {
  const input = changes.input ?? new Uint8Array(16).fill(number % 256)
  return {
    externalId: `sample-${number}`,
    sourcePath: null,
    input,
    thumbnail: null,
    original: null,
    contentHash: createHash('sha256').update(`${number}`).digest(),
    truth: null,
    ...changes,
  }
}

/** Imports `count` small images, numbered on from those already there. */
export function addSamples(project: Project, count: number): void {
  const first = project.samples.count()
  const transaction = project.beginImport({ source: 'test', format: 'idx', shape: smallImages, recipe: null })
  for (let i = 0; i < count; i++) transaction.add(testSample(first + i))
  transaction.commit()
}

/** A new project with samples and classes. */
export function testProject(file: string, { samples = 0, classes = [] as string[] } = {}): Project {
  const project = Project.create(file, { holder: 'the test' })
  if (samples > 0) addSamples(project, samples)
  for (const name of classes) project.classes.add({ name })
  return project
}

export function mergeClasses({ labels }: Project, from: number, into: number): LabelChange {
  return labels.append({ kind: 'merge', classId: from, annotator: 'ann', samples: [], detail: { into } })
}

export const testConfig: TrainingConfig = {
  clusters: 4,
  latentDimensions: 2,
  hiddenUnits: [8],
  batchSize: 8,
  warmupEpochs: 1,
  elboEpochs: 2,
  learningRate: 1e-3,
  decayShare: 0.3,
  earlyStop: true,
  continues: null,
  encoder: 'learned',
  jitter: jitterRecipes.none,
  vectorNoise: 0.1,
  columnDropout: 0,
  seed: 1,
}

/** Random numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Runs `work` and returns what it threw, as a document; fails the test when it threw nothing. */
export function errorOf(work: () => unknown): { code: string; message: string; [detail: string]: unknown } {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Error && 'toDocument' in thrown) {
      return (thrown as { toDocument: () => ReturnType<typeof errorOf> }).toDocument()
    }
    throw thrown
  }
  throw new Error('nothing was thrown')
}
