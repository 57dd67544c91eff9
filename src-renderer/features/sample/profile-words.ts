import { formatNumber } from '../../lib/format.ts'
import { locale, t } from '../../lib/i18n.ts'
import { isUnusual, type ProfilePoint, type SampleProfile } from './profile.ts'

export function columnName({ names }: SampleProfile, column: number): string {
  return names?.[column] || t('sample:profile.column', { number: column + 1 })
}

/** "1.34 ± 0.18": as many digits as the deviation leaves certain; null where there is no cluster. */
export function clusterWords({ cluster }: SampleProfile, column: number): string | null {
  if (!cluster) return null
  const { mean, deviation } = { mean: cluster.mean[column], deviation: cluster.deviation[column] }
  const digits = deviationDigits(deviation)
  const format = digits === null ? formatNumber : fixed(digits)
  return t('sample:profile.meanAndDeviation', { mean: format(mean), deviation: format(deviation) })
}

/** Digits after the point with which a deviation has two that count; null where that says nothing. */
function deviationDigits(deviation: number): number | null {
  const digits = 1 - Math.floor(Math.log10(deviation))
  return digits >= 0 && digits <= 8 ? digits : null
}

function fixed(digits: number): (value: number) => string {
  const format = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return (value) => format.format(value)
}

/** "petal width 2.3 (cluster 1.3 ± 0.2)" */
export function differenceWords(profile: SampleProfile, column: number): string {
  return t('sample:profile.difference', {
    name: columnName(profile, column),
    value: formatNumber(profile.values[column]),
    cluster: clusterWords(profile, column),
  })
}

/** What a point of the chart stands for: "petal width: 2.3, cluster 1.3 ± 0.2", "Column 5 to Column 9: mean 0.4" */
export function pointWords(profile: SampleProfile, { from, to }: ProfilePoint): string {
  if (from === to) return columnWords(profile, from)
  const values = profile.values.slice(from, to + 1)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return t('sample:profile.reading', {
    name: t('sample:profile.columns', { from: columnName(profile, from), to: columnName(profile, to) }),
    value: t('sample:profile.mean', { value: formatNumber(mean) }),
  })
}

function columnWords(profile: SampleProfile, column: number): string {
  const name = columnName(profile, column)
  const value = formatNumber(profile.values[column])
  const cluster = clusterWords(profile, column)
  if (cluster === null) return t('sample:profile.reading', { name, value })
  return isUnusual(profile, column)
    ? t('sample:profile.readingUnusual', { name, value, cluster })
    : t('sample:profile.readingInCluster', { name, value, cluster })
}
