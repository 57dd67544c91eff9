import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineStatus, TrainingEvent } from '../../contract/training.ts'
import { posteriorWidth } from '../../contract/training.ts'
import { drawnLetters } from '../../dataset/sample-set.ts'
import type { EngineClient, EngineJob } from '../../engine/engine-client.ts'
import type { InferRequest, TrainRequest } from '../../engine/protocol.ts'
import { startNodeProgram } from '../../process/start-node-program.ts'
import { Workbench } from '../workbench.ts'

const ready: EngineStatus = {
  state: 'ready',
  backend: 'wasm',
  reason: 'a stand-in',
  version: null,
  pid: null,
  restarts: 0,
}

/** What a job of the stand-in does: sends events, then ends (or throws). */
export type EngineScript = (
  send: (event: TrainingEvent) => Promise<void>,
  stopped: () => boolean,
  request: TrainRequest | InferRequest,
) => Promise<'finished' | 'stopped'>

/** An engine that plays one script per job, in the order given. */
export function scriptedEngine(scripts: EngineScript[]): EngineClient {
  const play = (
    request: TrainRequest | InferRequest,
    onEvent: (event: TrainingEvent) => void | Promise<void>,
  ): EngineJob => {
    let stopped = false
    const script = scripts.shift()
    if (!script) throw new Error('no script left for the engine')
    return {
      done: script(
        async (event) => {
          await onEvent(event)
        },
        () => stopped,
        request,
      ),
      stop: () => {
        stopped = true
      },
    }
  }
  return {
    status: () => ready,
    onStatus: () => () => {},
    start: async () => ready,
    train: play,
    infer: play,
    stop: async () => {},
  }
}

/** Posteriors of two tidy clusters: samples with an even ordinal in component 0, the others in component 1. */
export const twoClusters =
  (count: number, first = 0): EngineScript =>
  async (send) => {
    const components = new Uint16Array(count * posteriorWidth)
    const weights = new Float32Array(count * posteriorWidth)
    const means = new Float32Array(count * 2)
    for (let i = 0; i < count; i++) {
      const ordinal = first + i
      components.set([ordinal % 2, 1 - (ordinal % 2)], i * posteriorWidth)
      weights.set([0.95, 0.05], i * posteriorWidth)
      // Spread out a little, so that each cluster has room for several anchors.
      means.set([(ordinal % 2) * 10 + Math.sin(ordinal), Math.cos(ordinal)], i * 2)
    }
    await send({ type: 'posteriors', chunk: { first, count, components, weights, means } })
    return 'finished'
  }

/** A workbench with its files in a temporary folder. */
export function temporaryWorkbench(engine: EngineClient): {
  workbench: Workbench
  folder: string
  end(): Promise<void>
} {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-app-'))
  const workbench = new Workbench({
    engine,
    startProgram: startNodeProgram,
    configFolder: folder,
    projectsFolder: folder,
    shell: 'browser',
    version: '0.0.0',
    holder: 'test',
  })
  return {
    workbench,
    folder,
    async end() {
      await workbench.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * An open project of drawn letters in two clusters, odd ids in component 0, the others in component 1, with classes `a`
 * and `b`.
 */
export async function openTwoClusters(count: number) {
  const made = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  await made.workbench.createProject(join(made.folder, 'test.fewlabel'))
  const project = made.workbench.project()
  await project.imports.run(drawnLetters({ count, seed: 1 }))
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  const { labeling } = project
  const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
  const row = (component: number) => labeling.views.board().find((other) => other.component === component)
  return { ...made, project, labeling, a, b, row }
}
