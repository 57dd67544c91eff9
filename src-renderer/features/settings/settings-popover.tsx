import { useMutation } from '@tanstack/react-query'
import { UserRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { notify, notifyError } from '../../components/notify.ts'
import { Popover } from '../../components/popover.tsx'
import { TextField } from '../../components/text-field.tsx'
import { setAnnotator, useShellInfo } from '../../lib/shell-info.ts'
import styles from './settings-popover.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

/** Who labels, and light or dark. */
export function SettingsPopover() {
  const shell = useShellInfo()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: setAnnotator,
    onSuccess: (_, saved) => {
      setOpen(false)
      notify({ title: `Labels now carry the name ${saved}.`, tone: 'success' })
    },
    onError: notifyError,
  })
  const trimmed = name.trim()
  const changed = trimmed !== '' && trimmed !== shell?.annotator

  return (
    <Popover
      title="Preferences"
      align="end"
      open={open}
      onOpenChange={(next) => {
        if (next) setName(shell?.annotator ?? '')
        setOpen(next)
      }}
      trigger={
        <Button variant="ghost" icon={<UserRound size={15} />} className={styles.trigger}>
          <span className={styles.name}>{shell?.annotator ?? '…'}</span>
        </Button>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (changed) save.mutate(trimmed)
        }}
      >
        <TextField
          label="Annotator"
          value={name}
          onChange={setName}
          maxLength={100}
          hint="Every label you give from now on carries this name."
          error={trimmed === '' ? 'A label needs a name.' : null}
          action={
            <Button type="submit" variant="primary" disabled={!changed} busy={save.isPending}>
              Save
            </Button>
          }
        />
      </form>
      <div className={styles.row}>
        <span>Theme</span>
        <ThemeSwitch />
      </div>
    </Popover>
  )
}
