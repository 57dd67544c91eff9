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
import { cleanTypedPath, isAbsolutePath, splitPath } from '../../lib/paths.ts'
import { ExportCounts } from './export-counts.tsx'
import { formats, proposeExport, withFormat } from './export-draft.ts'
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
  const format = formats.find(({ value }) => value === request.format) ?? formats[0]
  const outError =
    request.out && !isAbsolutePath(request.out) ? 'Choose a folder, or type a whole path.' : null
  const exists = error?.code === 'export-target-exists' && failedRequest?.out === request.out
  const ready = request.out !== '' && !outError && counts.data !== undefined && counts.data.rows > 0

  const chooseTarget = async () => {
    const [folder, name] = splitPath(request.out)
    const out = await choose({
      kind: format.extension ? 'save-file' : 'save-folder',
      title: format.extension ? 'Export to file' : 'Export to a new folder',
      action: 'Use this',
      extensions: format.extension ? [format.extension] : undefined,
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
        <legend className={styles.legend}>Format</legend>
        <Segmented
          label="Format"
          value={request.format}
          onChange={(next) => change(withFormat(request, next))}
          items={formats}
        />
        <p className={styles.hint}>{format.detail}</p>
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Whose labels</legend>
        <Segmented
          label="Whose labels"
          value={request.humansOnly ? 'people' : 'both'}
          onChange={(who) => change({ ...request, humansOnly: who === 'people' })}
          items={[
            { value: 'both', label: 'People’s and the model’s' },
            { value: 'people', label: 'People’s only' },
          ]}
        />
      </fieldset>
      {!request.humansOnly && (
        <div className={styles.group}>
          <div className={styles.between}>
            <span className={styles.legend}>The model’s labels from this confidence on</span>
            <output className={styles.confidence}>{formatPercent(request.minConfidence)}</output>
          </div>
          <Slider
            label="Lowest confidence of the model’s labels"
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
        label={format.extension ? 'File' : 'New folder'}
        value={request.out}
        error={outError}
        onChange={(out) => change({ ...request, out: cleanTypedPath(out) })}
        action={<Button onClick={chooseTarget}>Choose…</Button>}
      />
      {error && (
        <ErrorNotice
          error={error}
          actions={
            exists &&
            request.format !== 'folder' && (
              <Button size="s" variant="danger" onClick={() => onStart({ ...request, overwrite: true })}>
                Replace it
              </Button>
            )
          }
        />
      )}
      {cancelled && (
        <p className={styles.hint} role="status">
          The export was cancelled; nothing was written.
        </p>
      )}
      <div className={styles.footer}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!ready}>
          Export
        </Button>
      </div>
    </form>
  )
}
