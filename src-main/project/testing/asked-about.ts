import type { Asked } from '../../contract/labeling.ts'

/** How each sample comes to be asked in the test that kills a labeling process. */
export function askedAbout(sampleId: number): Asked | null {
  return ([null, 'audit', 'chosen', 'review'] as const)[sampleId % 4]
}
