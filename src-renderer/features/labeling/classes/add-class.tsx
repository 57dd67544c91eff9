import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { announce } from '../../../components/announcer.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { formatCounted } from '../../../lib/format.ts'
import { capsOf } from '../../../lib/key-bindings.ts'
import { trpc } from '../../../lib/trpc.ts'
import { newClassFieldId } from '../data/labeling-commands.ts'
import { labelingKey } from '../data/queries.ts'
import { focusWork } from '../work-area.ts'
import styles from './add-class.module.css'

/** "cat, dog,, cat" → ["cat", "dog"] */
function namesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  return [...new Set(names.filter(Boolean))]
}

/** Adds classes without leaving the samples; several at once with commas between them. */
export function AddClass({ first }: { first: boolean }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: async (names: string[]) => {
      // They travel in one request and are added in this order; those that were refused stay in the field.
      const results = await Promise.allSettled(names.map((name) => trpc.classes.add.mutate({ name })))
      const refused = results.flatMap((result, index) =>
        result.status === 'rejected' ? [{ name: names[index], error: result.reason }] : [],
      )
      setText(refused.map(({ name }) => name).join(', '))
      const added = names.length - refused.length
      if (added > 0) announce(`${formatCounted(added, 'class', 'classes')} added`)
      if (refused.length > 0) throw refused[0].error
    },
    onSettled: () => client.invalidateQueries({ queryKey: labelingKey }),
  })
  const submit = () => {
    const names = namesIn(text)
    if (names.length > 0 && !add.isPending) add.mutate(names)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') submit()
    if (event.key === 'Escape') focusWork()
  }
  return (
    <div className={styles.add}>
      <TextField
        id={newClassFieldId}
        label="New class"
        hideLabel
        placeholder={
          first ? 'For example: cat, dog, bird' : `Add a class (${capsOf('new-class')?.join('+') ?? ''})`
        }
        value={text}
        autoFocus={first}
        maxLength={2000}
        error={add.error ? toErrorDocument(add.error).message : null}
        onChange={(next) => {
          setText(next)
          if (add.error) add.reset()
        }}
        onKeyDown={onKeyDown}
        action={
          <IconButton
            label="Add"
            icon={<Plus size={16} />}
            disabled={namesIn(text).length === 0}
            onClick={submit}
          />
        }
      />
    </div>
  )
}
