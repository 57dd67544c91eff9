import type { DatasheetLanguage } from '../contract/datasheet.ts'
import type { Interval } from '../contract/quality.ts'

/** Numbers and dates as the sheet's language writes them. */
export interface SheetFormat {
  language: DatasheetLanguage
  count: (value: number) => string
  /** With a decimal: 0.934 → "93.4%" */
  percent: (share: number) => string
  whole: (share: number) => string
  /** Never without its interval: "93.4% (88.1–96.9)" */
  interval: (interval: Interval) => string
  /** In whole percent, as intervals of few samples deserve; a dash where nothing tells. */
  shortInterval: (interval: Interval | null) => string
  /** A difference of shares in points: "−2.6 (−8.0 to +1.9)" */
  difference: (interval: Interval) => string
  decimal: (value: number, digits?: number) => string
  day: (iso: string) => string
  moment: (iso: string) => string
  list: (words: readonly string[]) => string
}

export function sheetFormat(language: DatasheetLanguage): SheetFormat {
  const number = (digits: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...options,
    })
  const integer = number(0)
  const one = number(1)
  const percent = number(1, { style: 'percent' })
  const whole = number(0, { style: 'percent' })
  const signed = number(1, { signDisplay: 'exceptZero' })
  // Times are UTC, as in the label log, and say so: the sheet is read elsewhere.
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' })
  const words = new Intl.ListFormat(language, { type: 'conjunction' })
  const points = (share: number) => one.format(share * 100)
  const withSign = (share: number) => signed.format(share * 100).replace('-', '−')
  const to = language === 'de' ? 'bis' : 'to'
  return {
    language,
    count: (value) => integer.format(value),
    percent: (share) => percent.format(share),
    whole: (share) => whole.format(share),
    interval: ({ value, low, high }) => `${percent.format(value)} (${points(low)}–${points(high)})`,
    shortInterval: (interval) =>
      interval === null
        ? '–'
        : // So wide that both ends lie within.
          `${whole.format(interval.value)} (${Math.floor(interval.low * 100 + 1e-9)}–${Math.ceil(interval.high * 100 - 1e-9)})`,
    difference: ({ value, low, high }) => `${withSign(value)} (${withSign(low)} ${to} ${withSign(high)})`,
    decimal: (value, digits = 2) => number(digits).format(value),
    day: (iso) => day.format(new Date(iso)),
    moment: (iso) => `${day.format(new Date(iso))}, ${clock.format(new Date(iso))} UTC`,
    list: (items) => words.format(items),
  }
}
