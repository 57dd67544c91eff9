import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ExportRequest } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notify } from '../../components/notify.ts'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatCounted } from '../../lib/format.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import { ExportDone } from './export-done.tsx'
import { ExportForm } from './export-form.tsx'
import { ExportRunning } from './export-running.tsx'
import { closeExport, forgetOutcome, openExport, useExportDialog } from './export-store.ts'

/** Hands the labeled set on: form, progress, outcome. The export goes on when the dialog is closed. */
export function ExportDialog({ project }: { project: ProjectSummary }) {
  const { open, before } = useExportDialog()
  const live = useLive((state) => state.export)
  const start = useMutation({
    mutationFn: (request: ExportRequest) => {
      useExportDialog.setState({ before: useLive.getState().export })
      return trpc.exports.start.mutate(request)
    },
    onError: forgetOutcome,
  })
  const ours = before !== undefined
  const known = ours && live !== before ? live : null
  const running = live?.state === 'running' || (ours && !known)

  useToastWhenClosed(open, running, known)

  const close = () => {
    closeExport()
    start.reset()
    if (!running) forgetOutcome()
  }
  const refused = start.isError ? toErrorDocument(start.error) : null
  const failure = known?.state === 'failed' ? known.error : refused
  const done = known?.state === 'done' ? known.report : null

  return (
    <Dialog open={open} onClose={close} sticky={running} title={done ? 'Export finished' : 'Export labels'}>
      {running ? (
        <ExportRunning state={live} onHide={close} />
      ) : done ? (
        <ExportDone report={done} onAgain={forgetOutcome} onClose={close} />
      ) : (
        <ExportForm
          project={project}
          error={failure}
          cancelled={known?.state === 'cancelled'}
          failedRequest={start.variables ?? null}
          onStart={(request) => start.mutate(request)}
          onCancel={close}
        />
      )}
    </Dialog>
  )
}

type Known = ReturnType<typeof useLive.getState>['export']

/** An export that ends out of sight says so. */
function useToastWhenClosed(open: boolean, running: boolean, known: Known): void {
  const wasRunning = useRef(running)
  useEffect(() => {
    const ended = wasRunning.current && !running
    wasRunning.current = running
    if (!ended || open || !known) return
    if (known.state === 'done' && known.report) {
      notify({
        title: `${formatCounted(known.report.rows, 'row')} exported.`,
        detail: known.report.out,
        tone: 'success',
        action: { label: 'Show', onAction: openExport },
      })
    } else if (known.state === 'failed' && known.error) {
      notify({
        title: known.error.message,
        detail: known.error.remedy,
        tone: 'danger',
        action: { label: 'Show', onAction: openExport },
      })
    }
  }, [open, running, known])
}
