import { useMutation } from '@tanstack/react-query'
import type { ImportState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { notifyError } from '../../components/notify.ts'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { formatCount, formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'

export function ImportRunning({ state }: { state: ImportState }) {
  const cancel = useMutation({ mutationFn: () => trpc.imports.cancel.mutate(), onError: notifyError })
  const progress = state.progress
  const done = progress?.done ?? 0
  const total = progress?.total ?? null
  const of =
    total === null
      ? formatCount(done)
      : t('data:running.of', { done: formatCount(done), total: formatCount(total) })
  return (
    <Panel
      title={t('data:running.title')}
      detail={state.request?.source ?? t('data:running.drawing')}
      actions={
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('data:running.cancel')}
        </Button>
      }
    >
      <Progress
        label={t('data:running.progress')}
        value={total === null ? null : done}
        max={Math.max(1, total ?? 1)}
        valueText={t('data:running.samples', { of })}
      />
      <Facts
        facts={[
          { name: t('data:running.read'), value: of },
          { name: t('data:running.imported'), value: formatCount(progress?.imported ?? 0) },
          { name: t('data:running.duplicates'), value: formatCount(progress?.duplicates ?? 0) },
          { name: t('data:running.problems'), value: formatCount(progress?.failed ?? 0) },
          {
            name: t('data:running.timeLeft'),
            value: progress?.secondsLeft == null ? '–' : formatDuration(progress.secondsLeft),
          },
        ]}
      />
    </Panel>
  )
}
