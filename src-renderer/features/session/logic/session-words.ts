import type { SessionState } from '../../../../src-main/contract/session.ts'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'

/** Above this many minutes they are told in hours. */
const mostMinutes = 90

/** Minutes of work left, as coarse as such estimates deserve: "20–45 min", "1.5–3 h", "from 40 min". Null for none. */
export function timeLeftWords(left: SessionState['minutesLeft']): string | null {
  if (!left) return null
  const { low, high } = left
  const inHours = (high ?? low) > mostMinutes
  const round = inHours ? halfHours : fiveMinutes
  const [from, to] = [round(low), high === null ? null : round(high)]
  const unit = inHours ? 'hours' : 'minutes'
  if (to === null) return t(`session:left.${unit}From`, { from: formatNumber(from) })
  if (to === 0 || high === 0) return t('session:left.little')
  return from === to
    ? t(`session:left.${unit}`, { about: formatNumber(to) })
    : t(`session:left.${unit}Range`, { from: formatNumber(from), to: formatNumber(to) })
}

/** Up to ten minutes to the minute, above to five. */
function fiveMinutes(minutes: number): number {
  return minutes < 10 ? Math.round(minutes) : Math.round(minutes / 5) * 5
}

/** Up to ten hours to the half, above to the whole. */
function halfHours(minutes: number): number {
  const hours = minutes / 60
  return hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)
}

/** The pace chart for those who do not see it: its most and its latest minute. */
export function paceWords(pace: readonly number[]): string {
  return t('session:panel.paceChart', {
    count: pace.length,
    most: formatCount(Math.max(0, ...pace)),
    latest: formatCount(pace.at(-1) ?? 0),
  })
}

/** The goal somebody typed; null where it is none a day can have. */
export function parseGoal(typed: string): number | null {
  const digits = typed.trim().replace(/[\s.,']/g, '')
  if (!/^\d{1,6}$/.test(digits)) return null
  const goal = Number(digits)
  return goal >= 1 && goal <= 100_000 ? goal : null
}

/** Reasons used before, without those already in the field; most frequent first. */
export function reasonChips(reasons: readonly (string | null)[], typed: string, most = 6): string[] {
  const uses = new Map<string, number>()
  for (const reason of reasons) if (reason) uses.set(reason, (uses.get(reason) ?? 0) + 1)
  return [...uses]
    .filter(([reason]) => reason !== typed.trim())
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([reason]) => reason)
}
