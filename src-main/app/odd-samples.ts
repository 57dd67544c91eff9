import type { OddSamples } from '../contract/quality.ts'
import { groupPairs, type SamplePair } from '../decoder/near-duplicates.ts'
import { farthestSamples } from '../decoder/outliers.ts'

/** What one list can show and a person will look through. */
const mostGroups = 200
const mostInGroup = 100
const mostOutliers = 100
/** A sample less far than this from its nearest, in usual distances, is not called an outlier. */
const leastDistance = 1.5

/**
 * What is worth a look, by id.
 * @param copies pairs of ordinals @param scores see outlierScores
 */
export function oddSamples(copies: readonly SamplePair[], scores: Float32Array): OddSamples {
  const groups = groupPairs(copies)
  return {
    duplicateGroups: groups
      .slice(0, mostGroups)
      .map((group) => group.slice(0, mostInGroup).map((ordinal) => ordinal + 1)),
    duplicates: groups.reduce((sum, group) => sum + group.length, 0),
    outliers: farthestSamples(scores, mostOutliers)
      .filter((ordinal) => scores[ordinal] >= leastDistance)
      .map((ordinal) => ({ sample: ordinal + 1, distance: scores[ordinal] })),
  }
}
