import type { Effect } from '../../../../src-main/contract/labeling.ts'
import { formatAbout } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'

/** Less than this is the sample itself and next to nothing else. */
const reachesOthersFrom = 1.5

/** What a label would change: "Speaks for about 420 samples; would change about 35 guesses." */
export function effectSentence({ reach, changes }: Effect): string {
  const speaks =
    reach < reachesOthersFrom
      ? t('labeling:effect.itself')
      : t('labeling:effect.speaks', { reach: formatAbout(reach) })
  if (changes === null) return t('labeling:effect.alone', { speaks })
  const count = Math.round(changes)
  if (count === 0) return t('labeling:effect.hardly', { speaks })
  return t('labeling:effect.changes', { speaks, count, changes: formatAbout(changes) })
}
