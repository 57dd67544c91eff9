import { useState } from 'react'
import type { ClassPrior } from '../../../../src-main/contract/labeling.ts'
import type { ClassQuality } from '../../../../src-main/contract/quality.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { formatNumber } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
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
      title={t('quality:prior.title')}
      description={t('quality:prior.words')}
      onClose={onClose}
      footer={
        <>
          <span className={styles.sum} aria-live="polite">
            {sum === undefined
              ? t('quality:prior.notShares')
              : t('quality:prior.together', { sum: formatNumber(sum) })}
          </span>
          <Button onClick={onClose}>{t('quality:prior.cancel')}</Button>
          <Button type="submit" form="class-shares" variant="primary" busy={busy} disabled={given === null}>
            {t('quality:prior.use')}
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
              error={parsePercent(typed) === null ? t('quality:prior.notAShare') : null}
              onChange={(next) => setDraft(new Map(draft).set(classId, next))}
            />
          )
        })}
      </form>
    </Dialog>
  )
}
