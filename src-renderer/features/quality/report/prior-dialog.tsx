import { useState } from 'react'
import type { ClassPrior } from '../../../../src-main/contract/labeling.ts'
import type { ClassQuality } from '../../../../src-main/contract/quality.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { formatNumber } from '../../../lib/format.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { draftOf, parsePercent, priorOfDraft } from '../logic/prior-draft.ts'
import styles from './prior-dialog.module.css'

export interface PriorDialogProps {
  prior: ClassPrior
  classes: readonly ClassQuality[]
  busy: boolean
  onSave: (prior: ClassPrior) => void
  onClose: () => void
}

/** Takes the share of each class from somebody who knows it. */
export function PriorDialog({ prior, classes, busy, onSave, onClose }: PriorDialogProps) {
  const looks = useClassLooks()
  const [draft, setDraft] = useState(() => draftOf(prior, classes))
  const given = priorOfDraft(draft)
  const sum = given?.shares.reduce((total, { share }) => total + share * 100, 0)
  return (
    <Dialog
      open
      sticky
      size="m"
      title="How frequent the classes are"
      description="A class thought to be frequent wins where the labels leave it open. Only their proportion counts."
      onClose={onClose}
      footer={
        <>
          <span className={styles.sum} aria-live="polite">
            {sum === undefined ? 'Each share is a number of at least 0.' : `Together ${formatNumber(sum)}%`}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="class-shares" variant="primary" busy={busy} disabled={given === null}>
            Use these shares
          </Button>
        </>
      }
    >
      <form
        id="class-shares"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (given) onSave(given)
        }}
      >
        {classes.map(({ classId }) => {
          const typed = draft.get(classId) ?? ''
          return (
            <TextField
              key={classId}
              label={looks.get(classId)?.name ?? String(classId)}
              value={typed}
              inputMode="decimal"
              suffix="%"
              error={parsePercent(typed) === null ? 'Not a share' : null}
              onChange={(next) => setDraft(new Map(draft).set(classId, next))}
            />
          )
        })}
      </form>
    </Dialog>
  )
}
