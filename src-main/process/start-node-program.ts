import type { ChildProgram, StartProgram } from '../contract/child-program.ts'
import { forkProgram } from './fork-program.ts'

/** Name → source, seen from here; built, all programs lie beside each other. */
const sources: Record<Parameters<StartProgram>[0], string> = {
  engine: '../engine/engine-process.ts',
  'image-decoder': '../dataset/image-decoder.ts',
}

/** Starts one of our programs under plain Node. */
export const startNodeProgram: StartProgram = (name): ChildProgram =>
  forkProgram(new URL(import.meta.url.endsWith('.ts') ? sources[name] : `./${name}.js`, import.meta.url))
