import { useInfiniteQuery } from '@tanstack/react-query'
import { LayoutGrid } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { notifyError } from '../../../components/notify.ts'
import { Skeleton } from '../../../components/skeleton.tsx'
import { Tabs } from '../../../components/tabs.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { useSession, useView } from '../data/session-context.ts'
import { ChangedList } from './changed-list.tsx'
import styles from './changes-panel.module.css'
import { type ChangeKind, changedSamples, changesQuery } from './changes-query.ts'

/** The samples whose guess the last action changed, as they were and as they are. */
export function ChangesPanel() {
  const open = useView((state) => state.changesOpen)
  const action = useView((state) => state.status?.id ?? 0)
  return open && <Changes action={action} />
}

function Changes({ action: latest }: { action: number }) {
  const session = useSession()
  // The panel stays with the action it was opened for.
  const [action] = useState(latest)
  const changed = useInfiniteQuery(changesQuery(action, 'changed'))
  const confident = useInfiniteQuery(changesQuery(action, 'confident'))
  const [chosen, setChosen] = useState<ChangeKind | null>(null)
  const total = (query: typeof changed) => query.data?.pages.at(0)?.total
  const kind = chosen ?? (total(changed) === 0 && (total(confident) ?? 0) > 0 ? 'confident' : 'changed')
  const shown = kind === 'changed' ? changed : confident
  const close = () => session.view.setState({ changesOpen: false })
  const openGrid = async () => {
    const ids = await changedSamples(kind).catch(notifyError)
    if (!ids || ids.length === 0) return
    close()
    session.openSamples(ids, t('labeling:changes.openTitle'))
  }
  return (
    <Dialog
      open
      size="l"
      title={t('labeling:changes.title')}
      onClose={close}
      footer={
        <Button icon={<LayoutGrid size={14} />} disabled={!total(shown)} onClick={() => void openGrid()}>
          {t('labeling:changes.open')}
        </Button>
      }
    >
      <Tabs
        label={t('labeling:changes.tabs')}
        value={kind}
        onChange={setChosen}
        tabs={[
          { value: 'changed', label: t('labeling:changes.changed', { count: total(changed) ?? 0 }) },
          { value: 'confident', label: t('labeling:changes.confident', { count: total(confident) ?? 0 }) },
        ]}
      >
        <div className={styles.body}>
          {shown.error && (
            <ErrorNotice
              error={toErrorDocument(shown.error)}
              actions={
                <Button size="s" onClick={() => void shown.refetch()}>
                  {t('labeling:status.retry')}
                </Button>
              }
            />
          )}
          {shown.isPending && <Skeleton height="120px" />}
          {shown.data && total(shown) === 0 && <p className={styles.none}>{t('labeling:changes.empty')}</p>}
          {shown.data && (total(shown) ?? 0) > 0 && (
            <ChangedList
              key={kind}
              total={total(shown) ?? 0}
              rows={shown.data.pages.flatMap((page) => page.samples)}
              onEnd={() => {
                if (shown.hasNextPage && !shown.isFetchingNextPage) void shown.fetchNextPage()
              }}
            />
          )}
        </div>
      </Tabs>
    </Dialog>
  )
}
