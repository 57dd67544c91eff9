import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ImportRequest, importFormats } from '../../../src-main/contract/data.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import { CsvOptions } from './csv-options.tsx'
import { FolderOptions } from './folder-options.tsx'
import { IdxOptions } from './idx-options.tsx'
import { changeDraft, changeSource, setDraft } from './import-draft.ts'
import styles from './import-form.module.css'
import { PreviewLine } from './preview-line.tsx'
import { useChooseSource } from './use-choose-source.ts'
import { useSourcePreview } from './use-source-preview.ts'

export interface ImportFormProps {
  draft: ImportRequest
  project: ProjectSummary
}

/** Source, format and options of an import, checked against the source while they are chosen. */
export function ImportForm({ draft, project }: ImportFormProps) {
  const choose = useChooseSource()
  const preview = useSourcePreview(draft)
  const start = useMutation({
    mutationFn: (request: ImportRequest) => trpc.imports.start.mutate(request),
    onSuccess: () => setDraft(null),
  })
  // With columns that cannot be imported so, nothing is found; it is a table all the same.
  const [lastFormat, setLastFormat] = useState(preview.data?.format)
  if (preview.data && preview.data.format !== lastFormat) setLastFormat(preview.data.format)
  const format = draft.format ?? preview.data?.format ?? lastFormat
  const fixedImages = project.inputShape?.kind === 'image' ? project.inputShape : null

  return (
    <Panel
      title={t('data:form.title')}
      footer={
        <>
          <Button onClick={() => setDraft(null)}>{t('data:form.cancel')}</Button>
          <Button
            variant="primary"
            disabled={!preview.data || preview.isFetching}
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
              const source = await choose('any')
              if (source) changeSource(source, { format: undefined, labels: undefined })
            }}
          >
            {t('data:choose')}
          </Button>
        }
      />
      <div className={styles.format}>
        <span className={styles.label}>{t('data:form.format')}</span>
        <Segmented
          label={t('data:form.format')}
          value={format ?? 'idx'}
          onChange={(next) => changeDraft({ format: next })}
          items={importFormats.map((each) => ({ value: each, label: t(`data:ways.${each}`) }))}
        />
      </div>
      {preview.isError ? (
        <ErrorNotice error={toErrorDocument(preview.error)} />
      ) : (
        <PreviewLine preview={preview.data} />
      )}
      {format === 'idx' && <IdxOptions draft={draft} />}
      {format === 'folder' && <FolderOptions draft={draft} fixed={fixedImages} />}
      {format === 'csv' && <CsvOptions draft={draft} preview={preview.data} />}
      {start.isError && <ErrorNotice error={toErrorDocument(start.error)} />}
    </Panel>
  )
}
