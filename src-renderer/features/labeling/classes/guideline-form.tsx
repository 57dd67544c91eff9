import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import styles from './guideline-panel.module.css'

export interface GuidelineFormProps {
  entry: LabelClass
  onDone: () => void
}

/** Writes a guideline: plain text, an empty line between paragraphs. Ctrl+Enter saves, Escape leaves it as it was. */
export function GuidelineForm({ entry: { id, name, guideline }, onDone }: GuidelineFormProps) {
  const client = useQueryClient()
  const [text, setText] = useState(guideline)
  const save = useMutation({
    mutationFn: () => trpc.classes.update.mutate({ id, guideline: text.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: labelingKey })
      onDone()
    },
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save.mutate()
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextArea
        label={t('classes:guideline.label', { name })}
        hideLabel
        placeholder={t('classes:guideline.placeholder')}
        rows={4}
        maxLength={4000}
        autoFocus
        value={text}
        error={save.error ? toErrorDocument(save.error).message : null}
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      <div className={styles.buttons}>
        <Button size="s" onClick={onDone}>
          {t('classes:guideline.cancel')}
        </Button>
        <Button size="s" type="submit" variant="primary" busy={save.isPending}>
          {t('classes:guideline.save')}
        </Button>
      </div>
    </form>
  )
}
