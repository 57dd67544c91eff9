import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import styles from './flag-dialog.module.css'
import { reasonChips } from './logic/session-words.ts'
import { NoteDialog } from './note-dialog.tsx'
import { closeNotes } from './notes-store.ts'
import { reasonsQuery } from './queries.ts'

/** Flags samples with a reason; those used before are one press away. */
export function FlagDialog({ samples }: { samples: readonly number[] }) {
  const session = useSession()
  const view = useSample(samples[0])?.view
  const [reason, setReason] = useState(samples.length === 1 ? (view?.flagReason ?? '') : '')
  const { data: reasons = [] } = useQuery(reasonsQuery)
  const name = view?.externalId ?? t('session:sample', { id: samples[0] })
  const chips = reasonChips(reasons, reason)
  const flag = (words: string) => {
    const trimmed = words.trim()
    session.act({
      kind: 'flag',
      samples: [...samples],
      flagged: true,
      ...(trimmed !== '' && { reason: trimmed }),
    })
    closeNotes()
  }
  return (
    <NoteDialog
      title={t('session:flag.title', { count: samples.length, name })}
      label={t('session:flag.label')}
      placeholder={t('session:flag.placeholder')}
      hint={t('session:flag.hint')}
      save={t('session:flag.save')}
      value={reason}
      maxLength={500}
      busy={false}
      optional
      onChange={setReason}
      onSave={() => flag(reason)}
      below={
        chips.length > 0 && (
          <div className={styles.before}>
            <h3 className={styles.title}>{t('session:flag.before')}</h3>
            <ul className={styles.chips}>
              {chips.map((chip) => (
                <li key={chip}>
                  <button type="button" className={styles.chip} onClick={() => flag(chip)}>
                    {chip}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    />
  )
}
