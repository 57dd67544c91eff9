import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ExportRequest } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notify, notifyError } from '../../components/notify.ts'
import { errorHeading, toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
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
      if (request.croissant) trpc.desk.rememberFacts.mutate(request.croissant).catch(notifyError)
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
    <Dialog
      open={open}
      onClose={close}
      sticky={running}
      size={running ? 'm' : done ? 'l' : 'xl'}
      title={t(done ? 'export:finished' : 'export:title')}
    >
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
        title: t('export:exported', { count: known.report.rows }),
        detail: known.report.out,
        tone: 'success',
        action: { label: t('export:show'), onAction: openExport },
      })
    } else if (known.state === 'failed' && known.error) {
      notify({
        title: errorHeading(known.error),
        detail: [known.error.message, known.error.remedy].filter(Boolean).join(' '),
        tone: 'danger',
        action: { label: t('export:show'), onAction: openExport },
      })
    }
  }, [open, running, known])
}
