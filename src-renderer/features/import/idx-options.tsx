import { X } from 'lucide-react'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { cleanTypedPath, splitPath } from '../../lib/paths.ts'
import { changeDraft } from './import-draft.ts'

export function IdxOptions({ draft }: { draft: ImportRequest }) {
  const choose = useFileDialog()
  return (
    <>
      <TextField
        label="Ground truth file (idx1), optional"
        value={draft.labels ?? ''}
        placeholder="None"
        onChange={(labels) => changeDraft({ labels: cleanTypedPath(labels) || undefined })}
        hint="Kept apart from labels: it only serves to measure how well the model does."
        action={
          <>
            {draft.labels && (
              <IconButton
                label="Do without ground truth"
                icon={<X size={15} />}
                onClick={() => changeDraft({ labels: undefined })}
              />
            )}
            <Button
              onClick={async () => {
                const labels = await choose({
                  kind: 'open-file',
                  title: 'Choose the ground truth file',
                  action: 'Choose',
                  folder: splitPath(draft.source)[0] || undefined,
                  memory: 'import',
                })
                if (labels) changeDraft({ labels })
              }}
            >
              Choose…
            </Button>
          </>
        }
      />
      <Switch
        label="Images are stored column by column"
        hint="As in EMNIST. Switch it on if letters lie on their side."
        checked={draft.transpose}
        onChange={(transpose) => changeDraft({ transpose })}
      />
    </>
  )
}
