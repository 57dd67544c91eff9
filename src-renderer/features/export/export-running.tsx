import { useMutation } from '@tanstack/react-query'
import type { ExportState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { Progress } from '../../components/progress.tsx'
import { formatTimeLeft } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './export-running.module.css'
import { useTimeLeft } from './use-time-left.ts'

export interface ExportRunningProps {
  state: ExportState | null
  onHide: () => void
}

export function ExportRunning({ state, onHide }: ExportRunningProps) {
  const cancel = useMutation({ mutationFn: () => trpc.exports.cancel.mutate(), onError: notifyError })
  const progress = state?.state === 'running' ? state.progress : null
  const left = useTimeLeft(progress?.done, progress?.total)
  const text = progress
    ? t('export:running.rows', { done: progress.done, count: progress.total })
    : t('export:running.starting')
  return (
    <div className={styles.running}>
      <Progress
        label={t('export:running.title')}
        value={progress?.done ?? null}
        max={Math.max(1, progress?.total ?? 1)}
        valueText={text}
      />
      <p>{left === null ? text : `${text} · ${formatTimeLeft(left)}`}</p>
      <div className={styles.footer}>
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('export:running.cancel')}
        </Button>
        <Button onClick={onHide}>{t('export:running.hide')}</Button>
      </div>
    </div>
  )
}
