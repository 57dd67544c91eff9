import { locale } from '../../../lib/i18n.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A share in whole percent: 0.834 → "83%" */
export function formatShare(share: number): string {
  const language = locale()
  let format = formats.get(language)
  if (!format) {
    format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
    formats.set(language, format)
  }
  return format.format(share)
}

/** A lower bound in whole percent, rounded down so that it stays one: 0.7791 → "77%" */
export function formatBound(share: number): string {
  // What is only rounding of the machine must not lower it.
  return formatShare(Math.floor(share * 100 + 1e-9) / 100)
}
