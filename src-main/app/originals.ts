import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OriginalsState } from '../contract/window.ts'
import type { SampleStore } from '../project/sample-store.ts'

/** Which of the files that samples refer to are there. */
export function originalsState(samples: SampleStore): OriginalsState {
  const referenced = samples.referencedOriginals()
  const missing = referenced.filter((path) => !existsSync(path))
  return {
    referenced: referenced.length,
    missing: missing.length,
    missingFolders: [...new Set(missing.map((path) => dirname(path)))].sort().slice(0, 100),
  }
}
