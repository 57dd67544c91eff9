import { type Language, locale, t } from './i18n.ts'

/** A formatter per language, made when it is first needed. */
function perLanguage<Formatter>(make: (language: Language) => Formatter): () => Formatter {
  const made = new Map<Language, Formatter>()
  return () => {
    const language = locale()
    let formatter = made.get(language)
    if (!formatter) {
      formatter = make(language)
      made.set(language, formatter)
    }
    return formatter
  }
}

const integer = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }))
const compact = perLanguage((language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }))
const wholePercent = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
)
const percent = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
)
const dateTime = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
)
const time = perLanguage((language) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }))
const relative = perLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))

/** 1204 → "1,204" */
export function formatCount(count: number): string {
  return integer().format(count)
}

/** Three significant digits: 0.123456 → "0.123" */
export function formatNumber(value: number): string {
  return compact().format(value)
}

/** A share in [0, 1] → "83.4%" */
export function formatPercent(share: number): string {
  return percent().format(share)
}

/** A share in [0, 1] in whole percent → "83%" */
export function formatWholePercent(share: number): string {
  return wholePercent().format(share)
}

/** The model's probability of a guess, in whole percent; never 100%, as no guess is certain. */
export function formatConfidence(probability: number): string {
  return probability >= 0.995 ? `>${wholePercent().format(0.99)}` : wholePercent().format(probability)
}

/** An interval of shares → "94–98%": whole percent, so wide that both ends lie within. */
export function formatRange(low: number, high: number): string {
  // 0.07 · 100 is a little more than 7: what is only rounding must not widen the interval.
  const from = Math.max(0, Math.floor(low * 100 + 1e-9))
  const to = Math.min(100, Math.ceil(high * 100 - 1e-9))
  return from === to ? formatWholePercent(from / 100) : t('percentRange', { from, to })
}

/** Two significant digits, for what is estimated: 423 → "420" */
export function formatAbout(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1)
  return integer().format(Math.round(value / 10 ** digits) * 10 ** digits)
}

/** Bytes → "4.2 MB" (decimal units, as file managers show them). */
export function formatBytes(bytes: number): string {
  const units = [t('bytes'), 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? integer().format(value) : compact().format(value)} ${units[unit]}`
}

/** A sentence that begins with a capital, as a sentence does. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Seconds → "under 1 s", "8 s", "2 min 05 s", "1 h 12 min" */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 1) return t('time.underOneSecond')
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}

/** A time to come, rounded as coarsely as such estimates deserve: "about 3 min" */
export function formatAboutTime(seconds: number): string {
  if (seconds < 10) return t('time.fewSeconds')
  if (seconds < 55) return t('time.aboutSeconds', { seconds: Math.round(seconds / 5) * 5 })
  if (seconds < 3570) return t('time.aboutMinutes', { minutes: Math.max(1, Math.round(seconds / 60)) })
  return t('time.aboutHours', { hours: compact().format(Math.round(seconds / 360) / 10) })
}

/** "about 3 min left" */
export function formatTimeLeft(seconds: number): string {
  return t('time.left', { time: formatAboutTime(seconds) })
}

/** ISO date → "May 4, 2026, 3:12 PM" */
export function formatDateTime(iso: string): string {
  return dateTime().format(new Date(iso))
}

/** ISO date → "3:12:05 PM" */
export function formatTime(iso: string): string {
  return time().format(new Date(iso))
}

/** ISO date → "3 days ago" */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000
  const steps = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative().format(Math.round(seconds / size), unit)
  }
  return t('time.justNow')
}
