import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { ComparedPart, Snapshot, SnapshotComparison } from '../../../src-main/contract/snapshots.ts'
import { Button } from '../../components/button.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { ChangeMatrix } from './change-matrix.tsx'
import { ClassChanges, MomentsPanel, PeoplePanel } from './comparison-panels.tsx'
import { useComparison } from './queries.ts'
import styles from './snapshots.module.css'

interface ComparisonViewProps {
  from: Snapshot
  /** Null: the project as it is now. */
  to: Snapshot | null
  all: readonly Snapshot[]
}

/** What became of the labels and guesses of a snapshot. */
export function ComparisonView({ from, to, all }: ComparisonViewProps) {
  const query = useComparison(from.id, to?.id ?? null)
  return (
    <>
      <div className={styles.bar}>
        <Button
          size="s"
          variant="ghost"
          icon={<ArrowLeft size={14} />}
          onClick={() => navigate(['quality', 'snapshots'])}
        >
          {t('snapshots:compare.back')}
        </Button>
        <h1 className={styles.heading}>{t('snapshots:compare.title', { name: from.name })}</h1>
        <div className={styles.other}>
          <Select
            label={t('snapshots:compare.with')}
            value={to === null ? 'now' : String(to.id)}
            onChange={(next) => navigate(['quality', 'snapshots', String(from.id), next], { replace: true })}
            items={[
              { value: 'now', label: t('snapshots:compare.now') },
              ...all
                .filter(({ id }) => id !== from.id)
                .map(({ id, name, takenAt }) => ({
                  value: String(id),
                  label: name,
                  detail: formatDateTime(takenAt),
                })),
            ]}
          />
        </div>
      </div>
      {query.isLoading && (
        <p className={styles.note} role="status">
          {t('snapshots:compare.working')}
        </p>
      )}
      <Loaded query={query}>{(comparison) => <Comparison comparison={comparison} />}</Loaded>
    </>
  )
}

function Comparison({ comparison }: { comparison: SnapshotComparison }) {
  const [over, setOver] = useState<ComparedPart>('labels')
  return (
    <>
      <MomentsPanel comparison={comparison} />
      <Panel title={t('snapshots:matrix.title')} detail={t(`snapshots:matrix.${over}`)}>
        <ChangeMatrix comparison={comparison} over={over} onOver={setOver} />
      </Panel>
      <PeoplePanel people={comparison.people} />
      <ClassChanges classes={comparison.classes} />
    </>
  )
}
