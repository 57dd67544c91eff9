import { useState } from 'react'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import { type SampleProfile, unusualColumns } from './profile.ts'
import { ProfileChart } from './profile-chart.tsx'
import { ProfileRows } from './profile-rows.tsx'
import styles from './profile-stage.module.css'
import { differenceWords } from './profile-words.ts'

/** Up to so many columns each have a line of their own; more are drawn side by side. */
const mostRows = 24
const namedDifferences = 3

export interface ProfileStageProps {
  profile: SampleProfile
  alt?: string
}

/** The numbers of a sample against its cluster: what is unlike it in words, then all of them. */
export function ProfileStage({ profile, alt = '' }: ProfileStageProps) {
  const [asTable, setAsTable] = useState(false)
  const long = profile.values.length > mostRows
  return (
    <section className={styles.stage} aria-label={t('sample:profile.label', { name: alt })}>
      <header className={styles.head}>
        <Unusual profile={profile} />
        {long && (
          <Segmented
            label={t('sample:profile.shownAs')}
            value={asTable ? 'table' : 'chart'}
            onChange={(kind) => setAsTable(kind === 'table')}
            items={[
              { value: 'chart', label: t('sample:profile.asChart') },
              { value: 'table', label: t('sample:profile.asTable') },
            ]}
          />
        )}
      </header>
      {long && !asTable ? <ProfileChart profile={profile} /> : <ProfileRows profile={profile} />}
      <p className={styles.legend} aria-hidden="true">
        <span className={styles.value} />
        {t('sample:profile.thisSample')}
        {profile.cluster && (
          <>
            <span className={styles.band} />
            {t('sample:profile.clusterBand')}
          </>
        )}
      </p>
    </section>
  )
}

function Unusual({ profile }: { profile: SampleProfile }) {
  if (!profile.cluster) return <p className={styles.unusual}>{t('sample:profile.noCluster')}</p>
  const columns = unusualColumns(profile, namedDifferences)
  if (columns.length === 0) return <p className={styles.unusual}>{t('sample:profile.usual')}</p>
  return (
    <p className={styles.unusual}>
      <strong>{t('sample:profile.unusual')}</strong>{' '}
      {columns.map((column) => differenceWords(profile, column)).join(' · ')}
    </p>
  )
}
