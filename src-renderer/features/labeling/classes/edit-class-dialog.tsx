import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import type { ClassPart } from './class-dialogs-store.ts'
import { ColourPalette } from './colour-palette.tsx'
import styles from './edit-class-dialog.module.css'
import { GroupField } from './group-field.tsx'
import { HotkeyPicker } from './hotkey-picker.tsx'
import { groupText, knownGroups, parseGroup } from './logic/class-names.ts'

export interface EditClassDialogProps {
  entry: LabelClass
  classes: readonly LabelClass[]
  /** What the person came for. */
  part: ClassPart
  onClose: () => void
}

/** Name, group, colour and key of a class. */
export function EditClassDialog({ entry, classes, part, onClose }: EditClassDialogProps) {
  const client = useQueryClient()
  const form = useId()
  const nameField = useRef<HTMLInputElement>(null)
  const groupField = useRef<HTMLInputElement>(null)
  const palette = useRef<HTMLInputElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(entry.name)
  const [group, setGroup] = useState(() => groupText(entry.group))
  const [colour, setColour] = useState(entry.colour)
  const [hotkey, setHotkey] = useState(entry.hotkey)
  const others = classes.filter((other) => other.id !== entry.id)
  const save = useMutation({
    mutationFn: () =>
      trpc.classes.update.mutate({
        id: entry.id,
        name: name.trim() === entry.name ? undefined : name.trim(),
        group: group === groupText(entry.group) ? undefined : parseGroup(group),
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
      title={t('classes:edit.title', { name: entry.name })}
      onClose={onClose}
      initialFocus={{ name: nameField, group: groupField, colour: palette, key: keys }[part]}
      footer={
        <>
          <Button onClick={onClose}>{t('classes:edit.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={save.isPending} disabled={!name.trim()}>
            {t('classes:edit.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={onSubmit}>
        <TextField
          ref={nameField}
          label={t('classes:edit.name')}
          value={name}
          maxLength={200}
          error={save.error ? toErrorDocument(save.error).message : null}
          onChange={(next) => {
            setName(next)
            if (save.error) save.reset()
          }}
        />
        <GroupField ref={groupField} value={group} onChange={setGroup} groups={knownGroups(classes)} />
        <ColourPalette ref={palette} value={colour} onChange={setColour} others={others} />
        <HotkeyPicker ref={keys} value={hotkey} onChange={setHotkey} taken={others} />
      </form>
    </Dialog>
  )
}
