import { useMemo } from 'react'
import type { QualityReport } from '../../../src-main/contract/quality.ts'
import { Badge } from '../../components/badge.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useOddSamples } from './data/queries.ts'
import { reviewItems } from './logic/review-items.ts'
import styles from './quality-tabs.module.css'
import { ReportPage } from './report/report-page.tsx'
import { ReviewPage } from './review/review-page.tsx'

type Place = 'report' | 'review'

/** The report for the lead, and the samples somebody should look at again. */
export function QualityTabs({ report }: { report: QualityReport }) {
  const [, second] = useRoute()
  const place: Place = second === 'review' ? 'review' : 'report'
  const { data: odd } = useOddSamples()
  const items = useMemo(() => reviewItems(report, odd ?? null), [report, odd])
  const open = items.suspects.length + items.disputes.length
  return (
    <Tabs<Place>
      label={t('quality:view.name')}
      className={styles.tabs}
      value={place}
      onChange={(next) =>
        navigate(next === 'review' ? ['quality', 'review'] : ['quality'], { replace: true })
      }
      tabs={[
        { value: 'report', label: t('quality:view.report') },
        {
          value: 'review',
          label: (
            <>
              {t('quality:view.review')}
              {open > 0 && <Badge tone="warning">{formatCount(open)}</Badge>}
            </>
          ),
        },
      ]}
    >
      {place === 'report' ? (
        <ReportPage report={report} />
      ) : (
        <ReviewPage items={items} oddKnown={odd !== null && odd !== undefined} />
      )}
    </Tabs>
  )
}
