import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import { ColourPalette } from './colour-palette.tsx'
import styles from './edit-class-dialog.module.css'
import { HotkeyPicker } from './hotkey-picker.tsx'

export interface EditClassDialogProps {
  entry: LabelClass
  classes: readonly LabelClass[]
  /** What the person came for. */
  part: 'name' | 'colour' | 'key'
  onClose: () => void
}

/** Name, colour and key of a class. */
export function EditClassDialog({ entry, classes, part, onClose }: EditClassDialogProps) {
  const client = useQueryClient()
  const form = useId()
  const nameField = useRef<HTMLInputElement>(null)
  const palette = useRef<HTMLInputElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(entry.name)
  const [colour, setColour] = useState(entry.colour)
  const [hotkey, setHotkey] = useState(entry.hotkey)
  const save = useMutation({
    mutationFn: () =>
      trpc.classes.update.mutate({
        id: entry.id,
        name: name.trim() === entry.name ? undefined : name.trim(),
        colour: colour === entry.colour ? undefined : colour,
        hotkey: hotkey === entry.hotkey ? undefined : hotkey,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: labelingKey })
      onClose()
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) save.mutate()
  }
  return (
    <Dialog
      open
      size="s"
      title={`Change “${entry.name}”`}
      onClose={onClose}
      initialFocus={{ name: nameField, colour: palette, key: keys }[part]}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} busy={save.isPending} disabled={!name.trim()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={onSubmit}>
        <TextField
          ref={nameField}
          label="Name"
          value={name}
          maxLength={200}
          error={save.error ? toErrorDocument(save.error).message : null}
          onChange={(next) => {
            setName(next)
            if (save.error) save.reset()
          }}
        />
        <ColourPalette ref={palette} value={colour} onChange={setColour} />
        <HotkeyPicker
          ref={keys}
          value={hotkey}
          onChange={setHotkey}
          taken={classes.filter((other) => other.id !== entry.id)}
        />
      </form>
    </Dialog>
  )
}
