import type { RestoreReport, Snapshot } from '../../../src-main/contract/snapshots.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify, notifyError } from '../../components/notify.ts'
import { formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { useRestoreSnapshot } from './queries.ts'
import styles from './snapshots.module.css'

/** Says what restoring does and what stays, and does it. */
export function RestoreDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const restore = useRestoreSnapshot()
  const runInUse = useLive((live) => live.labeling?.runId ?? null)
  const { id, name, takenAt, runId } = snapshot
  const isOtherRun = runId !== null && runId !== runInUse
  return (
    <ConfirmDialog
      open
      title={t('snapshots:restore.title', { name })}
      action={t('snapshots:restore.action')}
      busy={restore.isPending}
      onClose={onClose}
      onConfirm={() =>
        restore.mutate(id, {
          onSuccess: (report) => {
            onClose()
            notify({
              title: t('snapshots:restore.done', { name }),
              detail: reportWords(report),
              tone: 'success',
            })
          },
          onError: (error) => {
            onClose()
            notifyError(error)
          },
        })
      }
    >
      <div className={styles.form}>
        <p>{t('snapshots:restore.text', { at: formatDateTime(takenAt) })}</p>
        <p>
          {isOtherRun ? t('snapshots:restore.otherModel', { run: runId }) : t('snapshots:restore.sameModel')}
        </p>
      </div>
    </ConfirmDialog>
  )
}

function reportWords({ samples, newer, merged, runId }: RestoreReport): string {
  return [
    samples === 0 ? t('snapshots:restore.nothing') : t('snapshots:restore.samples', { count: samples }),
    ...(newer > 0 ? [t('snapshots:restore.newer', { count: newer })] : []),
    ...(merged > 0 ? [t('snapshots:restore.merged', { count: merged })] : []),
    ...(runId === null ? [] : [t('snapshots:restore.model', { run: runId })]),
  ].join(' ')
}
