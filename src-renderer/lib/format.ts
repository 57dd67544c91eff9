const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** 1204 → "1,204" */
export function formatCount(count: number): string {
  return integer.format(count)
}

/** "1 sample", "1,204 samples" */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${integer.format(count)} ${count === 1 ? one : many}`
}

/** Three significant digits: 0.123456 → "0.123" */
export function formatNumber(value: number): string {
  return compact.format(value)
}

/** A share in [0, 1] → "83.4%" */
export function formatPercent(share: number): string {
  return percent.format(share)
}

/** The model's probability of a guess, in whole percent; never 100%, as no guess is certain. */
export function formatConfidence(probability: number): string {
  return probability >= 0.995 ? '>99%' : wholePercent.format(probability)
}

/** An interval of shares → "94–98%": whole percent, so wide that both ends lie within. */
export function formatRange(low: number, high: number): string {
  // 0.07 · 100 is a little more than 7: what is only rounding must not widen the interval.
  const from = Math.max(0, Math.floor(low * 100 + 1e-9))
  const to = Math.min(100, Math.ceil(high * 100 - 1e-9))
  return from === to ? `${from}%` : `${from}–${to}%`
}

/** Two significant digits, for what is estimated: 423 → "420" */
export function formatAbout(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1)
  return integer.format(Math.round(value / 10 ** digits) * 10 ** digits)
}

/** Bytes → "4.2 MB" (decimal units, as file managers show them). */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? integer.format(value) : compact.format(value)} ${units[unit]}`
}

/** A sentence that begins with a capital, as a sentence does. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Seconds → "under 1 s", "8 s", "2 min 05 s", "1 h 12 min" */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 1) return 'under 1 s'
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}

/** Time left, rounded as coarsely as such estimates deserve: "about 3 min left" */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s left`
  if (seconds < 3570) return `about ${Math.max(1, Math.round(seconds / 60))} min left`
  return `about ${compact.format(Math.round(seconds / 360) / 10)} h left`
}

/** ISO date → "May 4, 2026, 3:12 PM" */
export function formatDateTime(iso: string): string {
  return dateTime.format(new Date(iso))
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
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  }
  return 'just now'
}
