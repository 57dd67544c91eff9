import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawLetters } from '../../src-main/app/draw-letters.ts'
import { Workbench } from '../../src-main/app/workbench.ts'
import type { EngineStatus } from '../../src-main/contract/training.ts'
import { type GeneratedMixture, generateMixture } from '../../src-main/decoder/generated-mixture.ts'
import type { EngineClient, EngineJob } from '../../src-main/engine/engine-client.ts'
import { startNodeProgram } from '../../src-main/process/start-node-program.ts'

const dimensions = 16
const components = 100
const chunkSize = 10_000

const status: EngineStatus = {
  state: 'ready',
  backend: 'wasm',
  reason: 'generated posteriors',
  version: null,
  pid: null,
  restarts: 0,
}

/** A workbench in a temporary folder, its project sorted by a generated model: training so many would take minutes. */
export async function openGenerated(count: number): Promise<{ workbench: Workbench; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-map-'))
  const mixture = generateMixture({ count, components, classes: 26, dimensions, seed: 1, spread: 0.65 })
  const workbench = new Workbench({
    engine: engineThatSends(mixture, count),
    startProgram: startNodeProgram,
    configFolder: folder,
    projectsFolder: folder,
    shell: 'browser',
    version: '0.0.0',
    holder: 'bench',
  })
  await workbench.createProject(join(folder, 'bench.fewlabel'))
  const project = workbench.project()
  await drawLetters(project, { count, seed: 1 })
  await project.training.run(
    project.training.defaults({ clusters: components, latentDimensions: dimensions }),
  )
  await project.ready()
  return {
    workbench,
    async end() {
      await workbench.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function engineThatSends({ means, posteriors }: GeneratedMixture, count: number): EngineClient {
  const { width, components: best, weights } = posteriors
  const job = (onEvent: Parameters<EngineClient['train']>[1]): EngineJob => {
    const send = async (): Promise<'finished'> => {
      for (let first = 0; first < count; first += chunkSize) {
        const end = Math.min(count, first + chunkSize)
        const chunk = {
          first,
          count: end - first,
          components: best.slice(first * width, end * width),
          weights: weights.slice(first * width, end * width),
          means: means.slice(first * dimensions, end * dimensions),
        }
        await onEvent({ type: 'posteriors', chunk })
      }
      return 'finished'
    }
    return { done: send(), stop: () => {} }
  }
  return {
    status: () => status,
    onStatus: () => () => {},
    start: async () => status,
    train: (_, onEvent) => job(onEvent),
    infer: (_, onEvent) => job(onEvent),
    stop: async () => {},
  }
}
