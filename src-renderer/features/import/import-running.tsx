import { useMutation } from '@tanstack/react-query'
import type { ImportState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { notifyError } from '../../components/notify.ts'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { formatCount, formatTimeLeft } from '../../lib/format.ts'
import { trpc } from '../../lib/trpc.ts'

export function ImportRunning({ state }: { state: ImportState }) {
  const cancel = useMutation({ mutationFn: () => trpc.imports.cancel.mutate(), onError: notifyError })
  const progress = state.progress
  const done = progress?.done ?? 0
  const total = progress?.total ?? null
  const of = total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`
  return (
    <Panel
      title="Importing"
      detail={state.request?.source ?? 'Drawing the sample letters'}
      actions={
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      }
    >
      <Progress
        label="Import"
        value={total === null ? null : done}
        max={Math.max(1, total ?? 1)}
        valueText={`${of} samples`}
      />
      <Facts
        facts={[
          { name: 'Read', value: of },
          { name: 'Imported', value: formatCount(progress?.imported ?? 0) },
          { name: 'Duplicates', value: formatCount(progress?.duplicates ?? 0) },
          { name: 'Problems', value: formatCount(progress?.failed ?? 0) },
          {
            name: 'Time left',
            value:
              progress?.secondsLeft == null ? '–' : formatTimeLeft(progress.secondsLeft).replace(' left', ''),
          },
        ]}
      />
    </Panel>
  )
}
