import { formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { isUnusual, type ProfilePoint, type SampleProfile } from './profile.ts'

export function columnName({ names }: SampleProfile, column: number): string {
  return names?.[column] || t('sample:profile.column', { number: column + 1 })
}

/** "1.3 ± 0.2"; null where there is no cluster. */
export function clusterWords({ cluster }: SampleProfile, column: number): string | null {
  return (
    cluster &&
    t('sample:profile.meanAndDeviation', {
      mean: formatNumber(cluster.mean[column]),
      deviation: formatNumber(cluster.deviation[column]),
    })
  )
}

/** "petal width 2.3 (cluster 1.3 ± 0.2)" */
export function differenceWords(profile: SampleProfile, column: number): string {
  return t('sample:profile.difference', {
    name: columnName(profile, column),
    value: formatNumber(profile.values[column]),
    cluster: clusterWords(profile, column),
  })
}

/** What a point of the chart stands for: "petal width: 2.3, cluster 1.3 ± 0.2", "Columns 5 to 9: mean 0.4" */
export function pointWords(profile: SampleProfile, { from, to }: ProfilePoint): string {
  if (from === to) return columnWords(profile, from)
  const values = profile.values.slice(from, to + 1)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return t('sample:profile.reading', {
    name: t('sample:profile.columns', { from: from + 1, to: to + 1 }),
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
