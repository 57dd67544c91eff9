import { type EngineBackend, engineBackends } from '../../contract/training.ts'
import { loadBackend } from '../backend.ts'

/** Both engines; the native one is not set up everywhere. */
export const testedEngines = engineBackends

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
