import { useState } from 'react'
import type { ErrorDocument } from '../../../src-main/contract/errors.ts'
import type { ExportRequest } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Slider } from '../../components/slider.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath, isAbsolutePath, splitPath } from '../../lib/paths.ts'
import { ExportCounts } from './export-counts.tsx'
import { extensionOf, formats, proposeExport, withFormat } from './export-draft.ts'
import styles from './export-form.module.css'
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

/** The settings outlive a look at something else, as long as the project is open. */
const remembered: { path: string; request: ExportRequest } = { path: '', request: proposeExport('') }

export function ExportForm({ project, error, cancelled, failedRequest, onStart, onCancel }: ExportFormProps) {
  const choose = useFileDialog()
  const [request, setRequest] = useState<ExportRequest>(() =>
    remembered.path === project.path ? remembered.request : proposeExport(project.path),
  )
  const change = (next: ExportRequest) => {
    remembered.path = project.path
    remembered.request = next
    setRequest(next)
  }
  const counts = useExportCounts(request)
  const extension = extensionOf(request.format)
  const outError = request.out && !isAbsolutePath(request.out) ? t('export:form.wholePath') : null
  const exists = error?.code === 'export-target-exists' && failedRequest?.out === request.out
  const ready = request.out !== '' && !outError && counts.data !== undefined && counts.data.rows > 0

  const chooseTarget = async () => {
    const [folder, name] = splitPath(request.out)
    const out = await choose({
      kind: extension ? 'save-file' : 'save-folder',
      title: t(extension ? 'export:form.toFile' : 'export:form.toFolder'),
      action: t('export:form.use'),
      extensions: extension ? [extension] : undefined,
      folder: folder || undefined,
      name,
      memory: 'export',
    })
    if (out) change({ ...request, out })
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onStart(request)
      }}
    >
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('export:form.format')}</legend>
        <Segmented
          label={t('export:form.format')}
          value={request.format}
          onChange={(next) => change(withFormat(request, next))}
          items={formats.map((value) => ({ value, label: t(`export:formats.${value}.name`) }))}
        />
        <p className={styles.hint}>{t(`export:formats.${request.format}.detail`)}</p>
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('export:form.whose')}</legend>
        <Segmented
          label={t('export:form.whose')}
          value={request.humansOnly ? 'people' : 'both'}
          onChange={(who) => change({ ...request, humansOnly: who === 'people' })}
          items={[
            { value: 'both', label: t('export:form.both') },
            { value: 'people', label: t('export:form.people') },
          ]}
        />
      </fieldset>
      {!request.humansOnly && (
        <div className={styles.group}>
          <div className={styles.between}>
            <span className={styles.legend}>{t('export:form.from')}</span>
            <output className={styles.confidence}>{formatPercent(request.minConfidence)}</output>
          </div>
          <Slider
            label={t('export:form.lowest')}
            value={request.minConfidence}
            min={0}
            max={1}
            step={0.01}
            format={formatPercent}
            onChange={(minConfidence) => change({ ...request, minConfidence })}
          />
        </div>
      )}
      <ExportCounts counts={counts} samples={project.samples} humansOnly={request.humansOnly} />
      <TextField
        label={t(extension ? 'export:form.file' : 'export:form.folder')}
        value={request.out}
        error={outError}
        onChange={(out) => change({ ...request, out: cleanTypedPath(out) })}
        action={<Button onClick={chooseTarget}>{t('export:form.choose')}</Button>}
      />
      {error && (
        <ErrorNotice
          error={error}
          actions={
            exists &&
            request.format !== 'folder' && (
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
      <div className={styles.footer}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" disabled={!ready}>
          {t('export:form.export')}
        </Button>
      </div>
    </form>
  )
}
