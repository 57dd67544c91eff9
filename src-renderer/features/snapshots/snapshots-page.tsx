import { Camera } from 'lucide-react'
import { useState } from 'react'
import type { Snapshot } from '../../../src-main/contract/snapshots.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { t } from '../../lib/i18n.ts'
import { useRoute } from '../../lib/route.ts'
import { ComparisonView } from './comparison-view.tsx'
import { useSnapshots } from './queries.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import { SnapshotRow } from './snapshot-row.tsx'
import styles from './snapshots.module.css'
import { openTakeSnapshot } from './take-store.ts'

/** Named versions of labels and model: the list or, with `#/quality/snapshots/3/now`, what changed since one. */
export function SnapshotsPage() {
  const query = useSnapshots()
  const [, , from, to] = useRoute()
  const [restoring, setRestoring] = useState<Snapshot | null>(null)
  return (
    <Page label={t('snapshots:title')} wide>
      <Loaded query={query}>
        {(all) => {
          const compared = all.find(({ id }) => String(id) === from)
          if (compared) {
            const other = all.find(({ id }) => String(id) === to) ?? null
            return <ComparisonView from={compared} to={other} all={all} />
          }
          return all.length === 0 ? <Nothing /> : <List all={all} onRestore={setRestoring} />
        }}
      </Loaded>
      {restoring && <RestoreDialog snapshot={restoring} onClose={() => setRestoring(null)} />}
    </Page>
  )
}

function Nothing() {
  return (
    <EmptyState
      icon={<Camera size={28} />}
      title={t('snapshots:empty.title')}
      actions={
        <Button variant="primary" icon={<Camera size={14} />} onClick={openTakeSnapshot}>
          {t('snapshots:take.open')}
        </Button>
      }
    >
      {t('snapshots:empty.text')}
    </EmptyState>
  )
}

function List({ all, onRestore }: { all: readonly Snapshot[]; onRestore: (snapshot: Snapshot) => void }) {
  return (
    <Panel
      title={t('snapshots:title')}
      detail={t('snapshots:detail')}
      actions={
        <Button size="s" icon={<Camera size={14} />} onClick={openTakeSnapshot}>
          {t('snapshots:take.open')}
        </Button>
      }
    >
      <ul className={styles.list} aria-label={t('snapshots:title')}>
        {all.map((snapshot) => (
          <SnapshotRow key={snapshot.id} snapshot={snapshot} onRestore={() => onRestore(snapshot)} />
        ))}
      </ul>
    </Panel>
  )
}
