import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  DatasheetDraft,
  DatasheetReport,
  DatasheetRequest,
  DatasheetSetup,
} from '../../../../src-main/contract/datasheet.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { useFileDialog } from '../../../lib/file-dialog.ts'
import { locale, t } from '../../../lib/i18n.ts'
import { asFileName } from '../../../lib/paths.ts'
import { trpc } from '../../../lib/trpc.ts'
import { DatasheetDone } from './datasheet-done.tsx'
import { DatasheetForm } from './datasheet-form.tsx'

type Format = DatasheetRequest['format']

/** The form of the datasheet, then what has become of it. */
export function DatasheetDialog({ onClose }: { onClose: () => void }) {
  const [written, setWritten] = useState<DatasheetReport | null>(null)
  const query = useQuery({
    queryKey: ['quality', 'datasheet'],
    queryFn: () => trpc.datasheets.draft.query(),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (written) {
    return (
      <Dialog open title={t('quality:datasheet.written')} onClose={onClose}>
        <DatasheetDone report={written} onAgain={() => setWritten(null)} onClose={onClose} />
      </Dialog>
    )
  }
  if (!query.data) {
    return (
      <Dialog open title={t('quality:datasheet.title')} onClose={onClose}>
        <Loaded query={query}>{() => null}</Loaded>
      </Dialog>
    )
  }
  return <Writing draft={query.data} onWritten={setWritten} onClose={onClose} />
}

interface WritingProps {
  draft: DatasheetDraft
  onWritten: (report: DatasheetReport) => void
  onClose: () => void
}

/** What was typed is kept with the project, also when the dialog is closed without writing. */
function Writing({ draft, onWritten, onClose }: WritingProps) {
  const chooseFile = useFileDialog()
  const [setup, setSetup] = useState<DatasheetSetup>(draft.setup)
  const [format, setFormat] = useState<Format>('pdf')
  const keep = () => trpc.datasheets.keep.mutate(setup)
  const write = useMutation({
    mutationFn: async (request: DatasheetRequest) => {
      await keep()
      return trpc.datasheets.write.mutate(request)
    },
    onSuccess: onWritten,
  })
  const close = useMutation({ mutationFn: keep, onSuccess: onClose })
  const start = async () => {
    const out = await chooseFile({
      kind: 'save-file',
      title: t('quality:datasheet.where'),
      action: t('quality:save.action'),
      extensions: [`.${format}`],
      name: `${asFileName(t('quality:datasheet.fileName', { name: setup.title || draft.project }))}.${format}`,
      memory: 'datasheet',
    })
    // The system's dialog has asked already whether a file may be replaced.
    if (out !== null)
      write.mutate({ out, format, language: locale(), overwrite: window.fewlabel !== undefined })
  }
  const failed = write.error ?? close.error
  const refused = failed ? toErrorDocument(failed) : null
  const busy = write.isPending || close.isPending
  return (
    <Dialog
      open
      size="l"
      sticky
      title={t('quality:datasheet.title')}
      description={t('quality:datasheet.intro')}
      onClose={() => {
        if (!busy) close.mutate()
      }}
      footer={
        <>
          {close.isError && <Button onClick={onClose}>{t('quality:datasheet.discard')}</Button>}
          <Button onClick={() => close.mutate()} disabled={busy}>
            {t('quality:datasheet.keep')}
          </Button>
          <Button variant="primary" busy={write.isPending} onClick={() => void start()}>
            {t(write.isPending ? 'quality:datasheet.writing' : 'quality:datasheet.write')}
          </Button>
        </>
      }
    >
      <DatasheetForm
        project={draft.project}
        setup={setup}
        format={format}
        onSetup={setSetup}
        onFormat={setFormat}
      />
      {refused && (
        <ErrorNotice
          error={refused}
          actions={
            refused.code === 'export-target-exists' &&
            write.variables && (
              <Button
                size="s"
                variant="danger"
                onClick={() => write.variables && write.mutate({ ...write.variables, overwrite: true })}
              >
                {t('quality:save.replace')}
              </Button>
            )
          }
        />
      )}
    </Dialog>
  )
}
