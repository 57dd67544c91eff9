import { useMutation } from '@tanstack/react-query'
import { Save } from 'lucide-react'
import { useId, useState } from 'react'
import {
  type ModelSaveReport,
  type ModelSaveRequest,
  modelExtension,
} from '../../../src-main/contract/model-file.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { formatBytes, formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath, isAbsolutePath, splitPath } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './save-model.module.css'

/** Saves encoder, mixture and label decoder for use elsewhere. */
export function SaveModel({ projectPath }: { projectPath: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Save size={14} />} onClick={() => setOpen(true)}>
        {t('training:saveModel.open')}
      </Button>
      {open && <SaveModelDialog projectPath={projectPath} onClose={() => setOpen(false)} />}
    </>
  )
}

function SaveModelDialog({ projectPath, onClose }: { projectPath: string; onClose: () => void }) {
  const formId = useId()
  const choose = useFileDialog()
  const [out, setOut] = useState(() => projectPath.replace(/\.fewlabel$/i, '') + modelExtension)
  const save = useMutation({
    mutationFn: (request: ModelSaveRequest) => trpc.model.save.mutate(request),
  })
  const isWhole = isAbsolutePath(out)
  const error = save.error && toErrorDocument(save.error)

  const chooseTarget = async () => {
    const [folder, name] = splitPath(out)
    const chosen = await choose({
      kind: 'save-file',
      title: t('training:saveModel.title'),
      action: t('training:saveModel.use'),
      extensions: [modelExtension],
      folder: folder || undefined,
      name,
      memory: 'export',
    })
    if (chosen) setOut(chosen)
  }

  return (
    <Dialog
      open
      title={t('training:saveModel.title')}
      description={t('training:saveModel.about')}
      onClose={onClose}
      footer={
        save.data ? (
          <Button variant="primary" onClick={onClose}>
            {t('training:saveModel.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" disabled={!isWhole} busy={save.isPending}>
              {t('training:saveModel.save')}
            </Button>
          </>
        )
      }
    >
      {save.data ? (
        <SavedModel report={save.data} />
      ) : (
        <form
          id={formId}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (isWhole) save.mutate({ out, overwrite: false })
          }}
        >
          <TextField
            label={t('training:saveModel.file')}
            value={out}
            error={out && !isWhole ? t('training:saveModel.wholePath') : null}
            onChange={(typed) => setOut(cleanTypedPath(typed))}
            action={<Button onClick={chooseTarget}>{t('training:saveModel.choose')}</Button>}
          />
          {error && (
            <ErrorNotice
              error={error}
              actions={
                error.code === 'export-target-exists' &&
                // Only the file that was found to be there, and not the one whose name is being typed.
                save.variables?.out === out && (
                  <Button size="s" variant="danger" onClick={() => save.mutate({ out, overwrite: true })}>
                    {t('training:saveModel.replace')}
                  </Button>
                )
              }
            />
          )}
        </form>
      )}
    </Dialog>
  )
}

function SavedModel({ report }: { report: ModelSaveReport }) {
  const { facts } = report
  return (
    <div className={styles.form}>
      <p className={styles.target} role="status">
        <code className={styles.path}>{report.out}</code>
        <CopyButton text={report.out} label={t('training:saveModel.copyPath')} />
      </p>
      <Facts
        facts={[
          { name: t('training:saveModel.classes'), value: formatCount(facts.classes.length) },
          { name: t('training:saveModel.labels'), value: formatCount(facts.labels) },
          { name: t('training:saveModel.size'), value: formatBytes(report.bytes) },
        ]}
      />
      <p className={styles.target}>
        <span>{t('training:saveModel.sum')}</span>
        <code className={styles.path}>{report.sha256}</code>
        <CopyButton text={report.sha256} label={t('training:saveModel.copySum')} />
      </p>
    </div>
  )
}
