import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AddedClass } from '../../../../src-main/contract/labeling.ts'
import { announce } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Progress } from '../../../components/progress.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import { useClasses } from '../data/session-context.ts'
import styles from './add-many-dialog.module.css'
import { namesIn, newNames } from './logic/class-names.ts'

/** Names in one list, and in a project. */
const mostNames = 1000
/** Names in one request; each is one transaction, after which the progress moves on. */
const perRequest = 200

export interface AddManyDialogProps {
  /** Names to begin with. */
  start: string
  onClose: () => void
}

/** A list of names becomes classes; those that are there already are passed over, those refused stay with the reason. */
export function AddManyDialog({ start, onClose }: AddManyDialogProps) {
  const client = useQueryClient()
  const classes = useClasses()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(start)
  const [done, setDone] = useState(0)
  const { fresh: open, known } = newNames(namesIn(text), classes)
  const add = useMutation({
    mutationFn: async (names: readonly string[]) => {
      const refused: AddedClass[] = []
      for (let at = 0; at < names.length; at += perRequest) {
        setDone(at)
        const results = await trpc.classes.addMany.mutate({ names: names.slice(at, at + perRequest) })
        refused.push(...results.filter(({ error }) => error !== null))
      }
      return { refused, added: names.length - refused.length }
    },
    onSuccess: ({ refused, added }) => {
      if (added > 0) announce(t('classes:add.added', { count: added }))
      if (refused.length === 0) onClose()
      else setText(refused.map(({ name }) => name).join('\n'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: labelingKey }),
  })
  // While they are being added, those that are in already still count among the new ones.
  const fresh = add.isPending ? add.variables : open
  const tooMany = fresh.length > mostNames
  const refused = add.data?.refused ?? []
  return (
    <Dialog
      open
      sticky
      size="m"
      title={t('classes:many.title')}
      description={t('classes:many.words', { most: mostNames })}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <span className={styles.count} aria-live="polite">
            {add.isPending
              ? t('classes:many.progress', { done, total: fresh.length })
              : [
                  fresh.length > 0 && t('classes:many.new', { count: fresh.length }),
                  known > 0 && t('classes:many.known', { count: known }),
                ]
                  .filter(Boolean)
                  .join(', ')}
          </span>
          <Button onClick={onClose}>{t('classes:edit.cancel')}</Button>
          <Button
            variant="primary"
            busy={add.isPending}
            disabled={fresh.length === 0 || tooMany}
            onClick={() => add.mutate(fresh)}
          >
            {fresh.length === 0 ? t('classes:many.addNone') : t('classes:many.add', { count: fresh.length })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <TextArea
          ref={field}
          label={t('classes:many.label')}
          placeholder={t('classes:many.placeholder')}
          rows={8}
          value={text}
          disabled={add.isPending}
          error={tooMany ? t('classes:many.tooMany', { count: fresh.length, most: mostNames }) : null}
          onChange={(next) => {
            setText(next)
            if (add.error || add.data) add.reset()
          }}
        />
        {add.isPending && add.variables.length > perRequest && (
          <Progress
            label={t('classes:many.progress', { done, total: add.variables.length })}
            value={done / add.variables.length}
          />
        )}
        {refused.length > 0 && (
          <div role="alert" className={styles.refused}>
            <p>{t('classes:many.refused', { count: refused.length })}</p>
            <ul>
              {refused.map(({ name, error }) => (
                <li key={name}>
                  <strong>{name}</strong> {error?.message}
                </li>
              ))}
            </ul>
          </div>
        )}
        {add.error && <ErrorNotice error={toErrorDocument(add.error)} />}
      </div>
    </Dialog>
  )
}
