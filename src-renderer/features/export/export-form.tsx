import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExportChoices } from '../../../src-main/contract/desk.ts'
import type { ErrorDocument } from '../../../src-main/contract/errors.ts'
import type { ExportRequest } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath, isAbsolutePath } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import { ExportCounts } from './export-counts.tsx'
import { proposeExport, withFormat } from './export-draft.ts'
import styles from './export-form.module.css'
import { extensionOf, obstacleOf } from './export-formats.ts'
import { ExportMoment } from './export-moment.tsx'
import { ExportMore, type ExportMoreProps } from './export-more.tsx'
import { ExportSources } from './export-sources.tsx'
import { useExportDialog } from './export-store.ts'
import { FormatPicker } from './format-picker.tsx'
import { useChooseTarget } from './use-choose-target.ts'
import { useExportCounts } from './use-export-counts.ts'

export interface ExportFormProps {
  project: ProjectSummary
  /** Why the last try did not work. */
  error: ErrorDocument | null
  cancelled: boolean
  failedRequest: ExportRequest | null
  onStart: (request: ExportRequest) => void
  onCancel: () => void
}

type Part = Parameters<ExportMoreProps['onValid']>[0]

/** The settings outlive a look at something else, as long as the project is open. */
const remembered: { path: string; request: ExportRequest | null } = { path: '', request: null }

export function ExportForm({ project, error, cancelled, failedRequest, onStart, onCancel }: ExportFormProps) {
  const chooseTarget = useChooseTarget()
  const { snapshotId } = useExportDialog()
  const [request, setRequest] = useState<ExportRequest>(() => {
    const last = (remembered.path === project.path && remembered.request) || proposeExport(project.path)
    return snapshotId === undefined ? last : { ...last, snapshotId }
  })
  const [invalid, setInvalid] = useState<readonly Part[]>([])
  const replace = (next: ExportRequest) => {
    remembered.path = project.path
    remembered.request = next
    setRequest(next)
  }
  const change = (part: Partial<ExportRequest>) => replace({ ...request, ...part })
  const choices = useQuery<ExportChoices>({
    queryKey: ['exports', 'choices', project.path],
    queryFn: () => trpc.desk.exportChoices.query(),
    staleTime: 0,
  }).data
  const counts = useExportCounts(request)
  const extension = extensionOf(request.format)
  const outError = request.out && !isAbsolutePath(request.out) ? t('export:form.wholePath') : null
  const exists = error?.code === 'export-target-exists' && failedRequest?.out === request.out
  const hasRows = counts.data !== undefined && counts.data.rows > 0
  const ready = request.out !== '' && !outError && hasRows && invalid.length === 0

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onStart(request)
      }}
    >
      <div className={styles.columns}>
        <FormatPicker
          value={request.format}
          obstacle={(format) => obstacleOf(format, project, choices?.hasTexts ?? false)}
          onChange={(format) => replace(withFormat(request, format))}
        />
        <div className={styles.settings}>
          <p className={styles.about}>{t(`export:formats.${request.format}.detail`)}</p>
          <ExportMoment snapshotId={request.snapshotId} onChange={(snapshotId) => change({ snapshotId })} />
          <ExportSources request={request} onChange={change} />
          <ExportCounts counts={counts} project={project} request={request} />
          <ExportMore
            request={request}
            choices={choices}
            project={project}
            onChange={change}
            onValid={(part, valid) =>
              setInvalid((before) => [...before.filter((each) => each !== part), ...(valid ? [] : [part])])
            }
          />
          <TextField
            label={t(extension ? 'export:form.file' : 'export:form.folder')}
            value={request.out}
            error={outError}
            onChange={(out) => change({ out: cleanTypedPath(out) })}
            action={
              <Button
                onClick={async () => {
                  const out = await chooseTarget(request)
                  if (out) change({ out })
                }}
              >
                {t('export:form.choose')}
              </Button>
            }
          />
          {error && (
            <ErrorNotice
              error={error}
              actions={
                exists &&
                extension && (
                  <Button size="s" variant="danger" onClick={() => onStart({ ...request, overwrite: true })}>
                    {t('export:form.replace')}
                  </Button>
                )
              }
            />
          )}
          {cancelled && (
            <p className={styles.hint} role="status">
              {t('export:form.cancelled')}
            </p>
          )}
        </div>
      </div>
      <div className={styles.footer}>
        <p className={styles.told} role="status">
          {invalid.length > 0
            ? t(`export:form.incomplete.${invalid[0]}`)
            : hasRows && t('export:form.rows', { count: counts.data.rows })}
        </p>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" disabled={!ready}>
          {t('export:form.export')}
        </Button>
      </div>
    </form>
  )
}
