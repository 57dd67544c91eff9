import { homedir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import packageJson from '../../../package.json' with { type: 'json' }
import { Workbench } from '../../app/workbench.ts'
import { createEngineClient } from '../../engine/engine-client.ts'
import { startNodeProgram } from '../../process/start-node-program.ts'

/**
 * The workbench under plain Node: its programs are forked processes, settings lie where the system keeps them.
 *
 * @param holder named to whoever finds a project in use
 */
export function createNodeWorkbench(holder: string): Workbench {
  // One folder for everything: for tests, portable installations and shared machines.
  const home = process.env.FEWLABEL_HOME
  return new Workbench({
    engine: createEngineClient(() => startNodeProgram('engine')),
    startProgram: startNodeProgram,
    configFolder: home ?? envPaths('fewlabel', { suffix: '' }).config,
    projectsFolder: home ?? join(homedir(), 'Fewlabel'),
    shell: 'browser',
    version: packageJson.version,
    parts: [{ name: 'Node', version: process.versions.node }],
    holder,
  })
}
