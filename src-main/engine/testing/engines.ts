import { type EngineBackend, engineBackends } from '../../contract/training.ts'
import { loadBackend } from '../backend.ts'
import { smallestShared } from '../stepper.ts'

/** Both engines; the native one is not set up everywhere. */
export const testedEngines = engineBackends

/** Batch sizes by how an engine works them off: made by a thread of its own, or shared between several. */
export const testedBatchSizes: Record<EngineBackend, number[]> = { native: [32], wasm: [32, smallestShared] }

/** @returns why the engine's tests must be skipped; null when it runs */
export async function loadForTest(engine: EngineBackend): Promise<string | null> {
  try {
    await loadBackend(engine)
    return null
  } catch (error) {
    if (engine === 'native') return (error as Error).message
    throw error
  }
}
