import { homedir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import packageJson from '../../../package.json' with { type: 'json' }
import { Workbench } from '../../app/workbench.ts'
import { createEngineClient } from '../../engine/engine-client.ts'
import { forkEngineProcess } from '../../engine/fork-engine.ts'

// From sources the engine is TypeScript, in the build it lies beside this bundle.
const engineEntry = import.meta.url.endsWith('.ts')
  ? new URL('../../engine/engine-process.ts', import.meta.url)
  : new URL('./engine.js', import.meta.url)

/**
 * The workbench under plain Node: the engine is a forked process, settings lie where the system keeps them.
 *
 * @param holder named to whoever finds a project in use
 */
export function createNodeWorkbench(holder: string): Workbench {
  // One folder for everything: for tests, portable installations and shared machines.
  const home = process.env.FEWLABEL_HOME
  return new Workbench({
    engine: createEngineClient(() => forkEngineProcess(engineEntry)),
    configFolder: home ?? envPaths('fewlabel', { suffix: '' }).config,
    projectsFolder: home ?? join(homedir(), 'Fewlabel'),
    shell: 'browser',
    version: packageJson.version,
    holder,
  })
}
