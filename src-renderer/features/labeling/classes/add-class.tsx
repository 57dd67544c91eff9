import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ListPlus, Plus } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { announce } from '../../../components/announcer.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { useCaps } from '../../../lib/key-bindings.ts'
import { trpc } from '../../../lib/trpc.ts'
import { newClassFieldId } from '../data/labeling-commands.ts'
import { labelingKey } from '../data/queries.ts'
import { focusWork } from '../work-area.ts'
import styles from './add-class.module.css'
import { openClassDialog } from './class-dialogs-store.ts'
import { namesIn } from './logic/class-names.ts'

/** Adds classes without leaving the samples; several at once with commas between them, a pasted list in a dialog. */
export function AddClass({ first }: { first: boolean }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const caps = useCaps('new-class')
  const add = useMutation({
    mutationFn: async (names: string[]) => {
      const results = await trpc.classes.addMany.mutate({ names })
      const refused = results.filter(({ error }) => error !== null)
      // Those that were refused stay in the field.
      setText(refused.map(({ name }) => name).join(', '))
      const added = results.length - refused.length
      if (added > 0) announce(t('classes:add.added', { count: added }))
      return refused.at(0)?.error?.message ?? null
    },
    onSettled: () => client.invalidateQueries({ queryKey: labelingKey }),
  })
  const submit = () => {
    const names = namesIn(text)
    if (names.length > 0 && !add.isPending) add.mutate(names)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') submit()
    if (event.key === 'Escape') focusWork()
  }
  // A field of one line would swallow the ends of the lines, and the names would run together.
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (!/[\n\r]/.test(pasted.trim())) return
    event.preventDefault()
    openClassDialog({ kind: 'many', text: [text, pasted].filter(Boolean).join('\n') })
    setText('')
  }
  const placeholder = caps
    ? t('classes:add.placeholderKey', { key: caps.join('+') })
    : t('classes:add.placeholder')
  return (
    <div className={styles.add}>
      <TextField
        id={newClassFieldId}
        label={t('classes:add.label')}
        hideLabel
        placeholder={first ? t('classes:add.first') : placeholder}
        value={text}
        autoFocus={first}
        maxLength={2000}
        error={add.error ? toErrorDocument(add.error).message : (add.data ?? null)}
        onChange={(next) => {
          setText(next)
          if (add.error || add.data) add.reset()
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        action={
          <>
            <IconButton
              label={t('classes:add.button')}
              icon={<Plus size={16} />}
              className={styles.button}
              disabled={namesIn(text).length === 0}
              onClick={submit}
            />
            <IconButton
              label={t('classes:pane.addMany')}
              icon={<ListPlus size={16} />}
              className={styles.button}
              onClick={() => openClassDialog({ kind: 'many', text })}
            />
          </>
        }
      />
    </div>
  )
}
