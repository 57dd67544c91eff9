import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportFormat, ImportRequest } from '../../../src-main/contract/data.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import { FirstSamples } from './first-samples.tsx'
import { FormatHelp } from './format-help.tsx'
import { FormatOptions } from './format-options.tsx'
import { FormatSelect } from './format-select.tsx'
import { changeFormat, changeSource, setDraft } from './import-draft.ts'
import { MisfitNotice } from './misfit-notice.tsx'
import { PreviewLine } from './preview-line.tsx'
import { PreviewNotices } from './preview-notices.tsx'
import { shapeMisfit } from './shape-fit.ts'
import { useChooseSource } from './use-choose-source.ts'
import { useFirstSamples } from './use-first-samples.ts'
import { useSourcePreview } from './use-source-preview.ts'

export interface ImportFormProps {
  draft: ImportRequest
  project: ProjectSummary
}

/** Source, format and options of an import, checked against the source while they are chosen. */
export function ImportForm({ draft, project }: ImportFormProps) {
  const choose = useChooseSource()
  const preview = useSourcePreview(draft)
  const first = useFirstSamples(preview.settled, preview.data)
  const misfit = preview.data ? shapeMisfit(project.inputShape, preview.data.shape) : null
  const start = useMutation({
    mutationFn: (request: ImportRequest) => trpc.imports.start.mutate(request),
    onSuccess: () => setDraft(null),
  })
  // With options that do not suit it nothing is found; it is of the same format all the same.
  const [last, setLast] = useState<{ source: string; format: ImportFormat } | null>(null)
  const found = preview.data?.format
  if (found && (found !== last?.format || draft.source !== last.source)) {
    setLast({ source: draft.source, format: found })
  }
  const recognised = found ?? (last?.source === draft.source ? last.format : undefined)
  const format = draft.format ?? recognised

  return (
    <Panel
      title={t('data:form.title')}
      actions={<FormatHelp />}
      footer={
        <>
          <Button onClick={() => setDraft(null)}>{t('data:form.cancel')}</Button>
          <Button
            variant="primary"
            disabled={!preview.data || preview.isFetching || misfit !== null}
            busy={start.isPending}
            onClick={() => start.mutate(draft)}
          >
            {preview.data?.total != null
              ? t('data:form.startCounted', { count: preview.data.total })
              : t('data:form.start')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('data:form.source')}
        value={draft.source}
        onChange={(source) => changeSource(cleanTypedPath(source))}
        action={
          <Button
            onClick={async () => {
              const source = await choose()
              if (source) changeSource(source)
            }}
          >
            {t('data:choose')}
          </Button>
        }
      />
      <FormatSelect chosen={draft.format} recognised={recognised} onChange={changeFormat} />
      {preview.isError ? (
        <ErrorNotice error={toErrorDocument(preview.error)} />
      ) : (
        <PreviewLine preview={preview.data} />
      )}
      {preview.data && <PreviewNotices notices={preview.data.notices ?? []} />}
      {preview.data && project.inputShape && misfit && (
        <MisfitNotice there={project.inputShape} found={preview.data.shape} misfit={misfit} />
      )}
      {format && (
        <FormatOptions
          draft={draft}
          format={format}
          preview={preview.data}
          hasClasses={first.samples?.some(({ classes }) => classes.length > 0) ?? false}
          project={project}
        />
      )}
      {first.shown && !first.failed && <FirstSamples samples={first.samples} />}
      {start.isError && <ErrorNotice error={toErrorDocument(start.error)} />}
    </Panel>
  )
}
