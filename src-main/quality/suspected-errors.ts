import type { Suspect } from '../contract/quality.ts'
import { mostProbable } from '../decoder/most-probable.ts'

/** Labels to be doubted, classes and samples counted from 0 [n each]. */
export interface LabelsInDoubt {
  samples: ArrayLike<number>
  classes: ArrayLike<number>
  annotator: (at: number) => string
  /**
   * Class probabilities of a sample, had it not been labeled: fills `out` [classCount]; zeros where nothing is left
   * to go by.
   */
  leaveOneOut: (sample: number, out: Float32Array) => Float32Array
}

/** Labels that are less probable than this are worth a second look. */
const improbable = 0.05

/**
 * Labels that all others speak against, least probable first. The only label of a class is passed over: without it the
 * class is unknown, and nothing can be said for it.
 *
 * @param classIds id of each class
 */
export function suspectedErrors(classIds: readonly number[], labels: LabelsInDoubt): Suspect[] {
  const { samples, classes } = labels
  const counts = new Uint32Array(classIds.length)
  for (let i = 0; i < samples.length; i += 1) counts[classes[i]] += 1
  const out = new Float32Array(classIds.length)
  const suspects: Suspect[] = []
  for (let i = 0; i < samples.length; i += 1) {
    const given = classes[i]
    if (counts[given] < 2) continue
    const probabilities = labels.leaveOneOut(samples[i], out)
    const probability = probabilities[given]
    if (!(probability < improbable)) continue
    const suggested = mostProbable(probabilities)
    // Zeros throughout: nothing speaks against it.
    if (suggested < 0 || !(probabilities[suggested] > probability)) continue
    suspects.push({
      sample: samples[i] + 1,
      classId: classIds[given],
      annotator: labels.annotator(i),
      probability,
      suggestedClassId: classIds[suggested],
      suggestedProbability: probabilities[suggested],
    })
  }
  return suspects.sort((a, b) => a.probability - b.probability || a.sample - b.sample)
}
