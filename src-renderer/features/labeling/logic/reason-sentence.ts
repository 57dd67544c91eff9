import type { Reason } from '../../../../src-main/contract/labeling.ts'
import { formatCount, formatCounted } from '../../../lib/format.ts'

const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

/** Classes with less than this are not worth naming. */
const leastShare = 0.05

/** From this uncertainty on nobody would call something settled, even if only one class is in sight. */
const openFrom = 0.3

/**
 * Says in one or two plain sentences why a cluster or a sample is asked about.
 * @param unsure uncertainty in [0, 1] of the cluster or sample, as it is shown beside the sentence
 */
export function reasonSentence(
  reason: Reason,
  className: (classId: number) => string,
  unsure: number | null,
): string {
  switch (reason.kind) {
    case 'unlabeled-cluster':
      return reason.size === 1
        ? 'No label here yet, and nothing else looks like this sample.'
        : `No label in this cluster yet. ${formatCount(reason.size)} samples look alike; one label speaks for them all.`
    case 'mixed-cluster': {
      const samples = formatCounted(reason.size, 'sample')
      const classes = reason.classes.filter((entry) => entry.share >= leastShare)
      return classes.length < 2
        ? `What the ${samples} of this cluster are is still open. A few labels here settle it.`
        : `${samples} split between ${shares(classes, (entry) => entry.share, className)}. A few labels here tell them apart.`
    }
    case 'between-classes': {
      const classes = reason.classes.filter((entry) => entry.probability >= leastShare)
      return classes.length < 2
        ? 'The model has little to go by for this sample.'
        : `The model hesitates between ${shares(classes, (entry) => entry.probability, className)}.`
    }
    case 'between-clusters':
      return reason.components.length < 2
        ? 'It fits no cluster well.'
        : `It lies between ${list(reason.components.slice(0, 3).map((entry) => `cluster ${entry.component} (${wholePercent.format(entry.responsibility)})`))}; its label ties them together.`
    case 'no-label-near':
      return `Nothing labeled is much like it (likeness ${wholePercent.format(reason.likeness)}). Its cluster has ${formatCounted(reason.size, 'sample')}, and the labels there lie farther off.`
    case 'outlier':
      return `Unlike anything else here: ${reason.distance.toFixed(1)} times as far from its nearest neighbours as usual. It may be rare, or no proper sample at all; Space skips it.`
    case 'audit':
      return 'Drawn at random to measure how often the guesses are right. The model’s own guess is shown once you have answered, so that it does not sway you.'
    case 'settled':
      if (unsure !== null && unsure >= openFrom) {
        return 'One class is ahead here, but not by much. Another label or two make sure of it.'
      }
      return `Little doubt left: the model is sure about nearly all of the ${formatCounted(reason.size, 'sample')}.`
    case 'random':
      return 'Picked at random, so that the labels show what the whole project looks like. Every such answer also measures how often the guesses are right.'
  }
}

function shares<Entry extends { classId: number }>(
  entries: Entry[],
  share: (entry: Entry) => number,
  className: (classId: number) => string,
): string {
  return list(
    entries
      .slice(0, 3)
      .map((entry) => `“${className(entry.classId)}” (${wholePercent.format(share(entry))})`),
  )
}

function list(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
