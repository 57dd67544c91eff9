import type { AgreementFigure } from '../../../src-main/contract/agreement.ts'
import { formatPercent, formatRange } from '../../lib/format.ts'
import { locale, t } from '../../lib/i18n.ts'

/** Two decimals, as such figures are usually told. */
function twoDecimals(value: number): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'negative',
  }).format(value)
}

/** The figure in a few characters; null where it is not known. */
export function figureValue(figure: AgreementFigure, as: 'share' | 'coefficient'): string | null {
  if (figure.state === 'unknown') return null
  return as === 'share' ? formatPercent(figure.value) : twoDecimals(figure.value)
}

/** Its interval, or why it or the interval is not known. */
export function figureNote(figure: AgreementFigure, as: 'share' | 'coefficient'): string {
  if (figure.state === 'unknown') return t(`team:gap.${figure.reason}`)
  if (!figure.interval) return t('team:figure.noInterval')
  const { low, high } = figure.interval
  return as === 'share'
    ? formatRange(low, high)
    : t('team:figure.between', { low: twoDecimals(low), high: twoDecimals(high) })
}

export type Reading = 'firm' | 'tentative' | 'weak'

/**
 * How Krippendorff's α is usually read (Krippendorff 2004): from 0.8 on labels can be relied upon, from 0.667 on for
 * tentative conclusions. By the low end of the interval, where there is one: what may be lower must not be called firm.
 */
export function readingOf(alpha: AgreementFigure): Reading | null {
  if (alpha.state === 'unknown') return null
  const value = alpha.interval?.low ?? alpha.value
  if (value >= 0.8) return 'firm'
  return value >= 0.667 ? 'tentative' : 'weak'
}
