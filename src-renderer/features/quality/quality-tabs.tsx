import { useMemo } from 'react'
import type { QualityReport } from '../../../src-main/contract/quality.ts'
import { Badge } from '../../components/badge.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { SnapshotsPage } from '../snapshots/snapshots-page.tsx'
import { TeamPage } from '../team/team-page.tsx'
import { BreakdownPage } from './breakdown/breakdown-page.tsx'
import { useOddSamples } from './data/queries.ts'
import { reviewItems } from './logic/review-items.ts'
import styles from './quality-tabs.module.css'
import { ReportPage } from './report/report-page.tsx'
import { ReviewPage } from './review/review-page.tsx'

const places = ['report', 'breakdown', 'review', 'team', 'snapshots'] as const
type Place = (typeof places)[number]

/** The report for the lead, and the samples somebody should look at again. */
export function QualityTabs({ report }: { report: QualityReport }) {
  const [, second] = useRoute()
  const place: Place = places.find((name) => name === second) ?? 'report'
  const { data: odd } = useOddSamples()
  const items = useMemo(() => reviewItems(report, odd ?? null), [report, odd])
  const open = items.suspects.length + items.disputes.length
  return (
    <Tabs<Place>
      label={t('quality:view.name')}
      className={styles.tabs}
      value={place}
      onChange={(next) => navigate(next === 'report' ? ['quality'] : ['quality', next], { replace: true })}
      tabs={[
        { value: 'report', label: t('quality:view.report') },
        { value: 'breakdown', label: t('quality:view.breakdown') },
        {
          value: 'review',
          label: (
            <>
              {t('quality:view.review')}
              {open > 0 && <Badge tone="warning">{formatCount(open)}</Badge>}
            </>
          ),
        },
        { value: 'team', label: t('team:title') },
        { value: 'snapshots', label: t('snapshots:title') },
      ]}
    >
      {place === 'report' && <ReportPage report={report} />}
      {place === 'breakdown' && <BreakdownPage />}
      {place === 'review' && <ReviewPage items={items} oddKnown={odd !== null && odd !== undefined} />}
      {place === 'team' && <TeamPage />}
      {place === 'snapshots' && <SnapshotsPage />}
    </Tabs>
  )
}
