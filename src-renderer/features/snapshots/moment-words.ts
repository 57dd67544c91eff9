import type { AccuracyEstimate } from '../../../src-main/contract/quality.ts'
import { formatRange, formatWholePercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'

/** "94% (90–97%)", or that it is too early to say. */
export function accuracyWords(accuracy: AccuracyEstimate): string {
  if (accuracy.state === 'too-early') return t('snapshots:accuracyUnknown')
  const { value, low, high } = accuracy
  return `${formatWholePercent(value)} (${formatRange(low, high)})`
}
