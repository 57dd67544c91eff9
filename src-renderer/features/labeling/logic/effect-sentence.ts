import type { Effect } from '../../../../src-main/contract/labeling.ts'
import { formatAbout } from '../../../lib/format.ts'

/** Less than this is the sample itself and next to nothing else. */
const reachesOthersFrom = 1.5

/** What a label would change: "Speaks for about 420 samples; would change about 35 guesses." */
export function effectSentence({ reach, changes }: Effect): string {
  const speaks =
    reach < reachesOthersFrom
      ? 'Speaks for little more than itself'
      : `Speaks for about ${formatAbout(reach)} samples`
  if (changes === null) return `${speaks}.`
  const guesses = Math.round(changes)
  if (guesses === 0) return `${speaks}; would change hardly any guess.`
  return `${speaks}; would change about ${formatAbout(changes)} ${guesses === 1 ? 'guess' : 'guesses'}.`
}
