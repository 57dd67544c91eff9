import { useMemo, useRef, useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { SearchList } from '../../../components/search-list.tsx'
import { t } from '../../../lib/i18n.ts'
import { useSession } from '../data/session-context.ts'
import { classEntries } from './class-entries.tsx'
import styles from './edit-class-dialog.module.css'

export interface MergeClassDialogProps {
  entry: LabelClass
  classes: readonly LabelClass[]
  onClose: () => void
}

/** Makes two classes one, as a step of the history; says beforehand how many labels move. */
export function MergeClassDialog({ entry, classes, onClose }: MergeClassDialogProps) {
  const session = useSession()
  const field = useRef<HTMLInputElement | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [into, setInto] = useState<number | null>(null)
  const entries = useMemo(
    () => classEntries(classes.filter((other) => other.id !== entry.id)),
    [classes, entry.id],
  )
  const target = classes.find((other) => other.id === into)
  const { name, labeled } = entry
  const merge = () => {
    if (!target) return
    session.act({ kind: 'merge', from: entry.id, into: target.id })
    onClose()
  }
  return (
    <Dialog
      open
      size="s"
      title={t('classes:merge.title', { name })}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>{t('classes:edit.cancel')}</Button>
          <Button ref={button} variant="primary" aria-disabled={!target} onClick={merge}>
            {labeled === 0 || !target
              ? t('classes:merge.button')
              : t('classes:merge.buttonMoves', { count: labeled })}
          </Button>
        </>
      }
    >
      <div
        className={styles.form}
        ref={(element) => {
          field.current = element?.querySelector('input') ?? null
        }}
      >
        <SearchList
          label={t('classes:merge.into')}
          placeholder={t('classes:merge.into')}
          entries={entries}
          maxHeight={220}
          empty={t('classes:merge.nothingFound')}
          onChoose={({ id }) => {
            setInto(Number(id))
            button.current?.focus()
          }}
        />
        <p aria-live="polite">
          {target &&
            (labeled === 0
              ? t('classes:merge.none')
              : t('classes:merge.moves', { count: labeled, from: name, into: target.name }))}{' '}
          {t('classes:merge.leaves', { name })}
        </p>
      </div>
    </Dialog>
  )
}
