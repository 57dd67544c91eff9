import { X } from 'lucide-react'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'
import { cleanTypedPath, splitPath } from '../../lib/paths.ts'
import { changeDraft } from './import-draft.ts'

export interface LabelsFileProps {
  draft: ImportRequest
  format: 'idx' | 'npy'
}

/** The file that holds the classes of arrays, which are in one of their own. */
export function LabelsFile({ draft, format }: LabelsFileProps) {
  const choose = useFileDialog()
  return (
    <TextField
      label={t(`data:labelsFile.${format}`)}
      value={draft.labels ?? ''}
      placeholder={t('data:labelsFile.none')}
      onChange={(labels) => changeDraft({ labels: cleanTypedPath(labels) || undefined })}
      action={
        <>
          {draft.labels && (
            <IconButton
              label={t('data:labelsFile.without')}
              icon={<X size={15} />}
              onClick={() => changeDraft({ labels: undefined })}
            />
          )}
          <Button
            onClick={async () => {
              const labels = await choose({
                kind: 'open-file',
                title: t('data:dialogs.labels'),
                action: t('data:dialogs.action'),
                folder: splitPath(draft.source)[0] || undefined,
                memory: 'import',
              })
              if (labels) changeDraft({ labels })
            }}
          >
            {t('data:choose')}
          </Button>
        </>
      }
    />
  )
}
