import type { FormEvent, KeyboardEvent, ReactNode, Ref } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import styles from './note-form.module.css'

export interface NoteFormProps {
  label: string
  placeholder: string
  hint: ReactNode
  /** Word on the button. */
  save: string
  value: string
  maxLength: number
  busy: boolean
  /** An empty field can be saved, too. */
  optional?: boolean
  error?: string | null
  ref?: Ref<HTMLTextAreaElement>
  onChange: (value: string) => void
  onSave: () => void
}

/** A few words about samples: Enter saves, Shift+Enter begins a new line. */
export function NoteForm({
  label,
  placeholder,
  hint,
  save,
  value,
  maxLength,
  busy,
  optional = false,
  error,
  ref,
  onChange,
  onSave,
}: NoteFormProps) {
  const ready = (optional || value.trim() !== '') && !busy
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (ready && !event.repeat) onSave()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onSave()
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextArea
        ref={ref}
        label={label}
        placeholder={placeholder}
        hint={hint}
        value={value}
        maxLength={maxLength}
        rows={2}
        error={error}
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
      <div className={styles.end}>
        <Button type="submit" variant="primary" busy={busy} disabled={!optional && value.trim() === ''}>
          {save}
        </Button>
      </div>
    </form>
  )
}
