import { useMutation } from '@tanstack/react-query'
import { type ImportRequest, importFormats } from '../../../src-main/contract/data.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatCounted } from '../../lib/format.ts'
import { cleanTypedPath } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import { CsvOptions } from './csv-options.tsx'
import { FolderOptions } from './folder-options.tsx'
import { IdxOptions } from './idx-options.tsx'
import { changeDraft, setDraft } from './import-draft.ts'
import styles from './import-form.module.css'
import { PreviewLine } from './preview-line.tsx'
import { useChooseSource } from './use-choose-source.ts'
import { useSourcePreview } from './use-source-preview.ts'

const formatNames = { idx: 'IDX file', folder: 'Folder of images', csv: 'CSV table' }
const formatItems = importFormats.map((format) => ({ value: format, label: formatNames[format] }))

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
  const format = draft.format ?? preview.data?.format
  const fixedImages = project.inputShape?.kind === 'image' ? project.inputShape : null

  return (
    <Panel
      title="Import"
      footer={
        <>
          <Button onClick={() => setDraft(null)}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!preview.data || preview.isFetching}
            busy={start.isPending}
            onClick={() => start.mutate(draft)}
          >
            {preview.data?.total != null ? `Import ${formatCounted(preview.data.total, 'sample')}` : 'Import'}
          </Button>
        </>
      }
    >
      <TextField
        label="Source"
        value={draft.source}
        onChange={(source) => changeDraft({ source: cleanTypedPath(source) })}
        action={
          <Button
            onClick={async () => {
              const source = await choose('any')
              if (source) changeDraft({ source, format: undefined, labels: undefined })
            }}
          >
            Choose…
          </Button>
        }
      />
      <div className={styles.format}>
        <span className={styles.label}>Format</span>
        <Segmented
          label="Format"
          value={format ?? 'idx'}
          onChange={(next) => changeDraft({ format: next })}
          items={formatItems}
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
