import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { announce } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Select } from '../../../components/select.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { formatCounted } from '../../../lib/format.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import styles from './edit-class-dialog.module.css'

export interface MergeClassDialogProps {
  entry: LabelClass
  classes: readonly LabelClass[]
  onClose: () => void
}

/** Makes two classes one; says beforehand how many labels move. */
export function MergeClassDialog({ entry, classes, onClose }: MergeClassDialogProps) {
  const client = useQueryClient()
  const others = classes.filter((other) => other.id !== entry.id)
  const [into, setInto] = useState(String(others[0]?.id ?? ''))
  const target = others.find((other) => String(other.id) === into)
  const labels = formatCounted(entry.labeled, 'label')
  const merge = useMutation({
    mutationFn: (id: number) => trpc.classes.merge.mutate({ from: entry.id, into: id }),
    onSuccess: async () => {
      announce(`“${entry.name}” merged into “${target?.name}”`)
      await client.invalidateQueries({ queryKey: labelingKey })
      onClose()
    },
  })
  return (
    <Dialog
      open
      size="s"
      title={`Merge “${entry.name}”`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={merge.isPending}
            disabled={!target}
            onClick={() => target && merge.mutate(target.id)}
          >
            {entry.labeled === 0 ? 'Merge' : `Merge and move ${labels}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label="Into"
          value={into}
          onChange={setInto}
          items={others.map((other) => ({ value: String(other.id), label: other.name }))}
        />
        <p>
          {entry.labeled === 0
            ? `No label moves. `
            : `${labels} ${entry.labeled === 1 ? 'moves' : 'move'} from “${entry.name}” to “${target?.name}”. `}
          “{entry.name}” leaves the list of classes. This cannot be undone.
        </p>
        {merge.error && <ErrorNotice error={toErrorDocument(merge.error)} />}
      </div>
    </Dialog>
  )
}
