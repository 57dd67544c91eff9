import { Camera } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { Snapshot } from '../../../src-main/contract/snapshots.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify } from '../../components/notify.ts'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { useSnapshots, useTakeSnapshot } from './queries.ts'
import styles from './snapshots.module.css'
import { closeTakeSnapshot, useTakeDialog } from './take-store.ts'

/** Takes a snapshot, from wherever one is; mounted once. */
export function TakeDialog() {
  const { open } = useTakeDialog()
  return open ? <TakeForm /> : null
}

function TakeForm() {
  const form = useId()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const known = useSnapshots().data ?? []
  const take = useTakeSnapshot()
  const fault = faultOf(name.trim(), known)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(true)
    if (fault !== null) return
    take.mutate(
      { name: name.trim(), note: note.trim() },
      {
        onSuccess: (taken) => {
          closeTakeSnapshot()
          notify({
            title: t('snapshots:take.done', { name: taken.name }),
            tone: 'success',
            action: {
              label: t('snapshots:take.show'),
              onAction: () => navigate(['quality', 'snapshots']),
            },
          })
        },
      },
    )
  }
  return (
    <Dialog
      open
      sticky={name !== '' || note !== ''}
      title={t('snapshots:take.title')}
      description={t('snapshots:take.text')}
      initialFocus={nameField}
      onClose={closeTakeSnapshot}
      footer={
        <>
          <Button onClick={closeTakeSnapshot}>{t('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            icon={<Camera size={14} />}
            busy={take.isPending}
          >
            {t('snapshots:take.action')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <TextField
          ref={nameField}
          label={t('snapshots:take.name')}
          hint={t('snapshots:take.nameHint')}
          value={name}
          maxLength={100}
          onChange={setName}
          error={fault !== null && (missing || fault === 'taken') ? t(`snapshots:take.${fault}`) : null}
        />
        <TextArea label={t('snapshots:take.note')} value={note} maxLength={2000} onChange={setNote} />
        {take.error && <ErrorNotice error={toErrorDocument(take.error)} />}
      </form>
    </Dialog>
  )
}

/** What is wrong with a name; null where nothing is. */
function faultOf(name: string, known: readonly Snapshot[]): 'missing' | 'taken' | null {
  if (name === '') return 'missing'
  return known.some((each) => each.name === name) ? 'taken' : null
}
