import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorNotice } from '../../../components/error-notice.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../data/queries.ts'
import { useSession } from '../data/session-context.ts'
import { sameName } from './logic/class-names.ts'
import { preselected, splitGroups, toggleGroup } from './logic/split-choice.ts'
import styles from './split-class-dialog.module.css'
import { SplitGroupGrid } from './split-group-grid.tsx'

export interface SplitClassDialogProps {
  entry: LabelClass
  classes: readonly LabelClass[]
  onClose: () => void
}

/**
 * Gives some of a class's labeled samples a new class, as one step of the history. They are shown by cluster, because
 * what people took for one class often lies in two places.
 */
export function SplitClassDialog({ entry, classes, onClose }: SplitClassDialogProps) {
  const session = useSession()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [picked, setPicked] = useState<ReadonlySet<number> | null>(null)
  const { data, error } = useQuery({
    queryKey: [...labelingKey, 'class-samples', entry.id],
    queryFn: () => trpc.classes.samples.query({ id: entry.id }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const groups = useMemo(() => splitGroups(data ?? []), [data])
  const suggestion = useMemo(() => preselected(groups), [groups])
  const chosen = useMemo(() => picked ?? new Set(suggestion?.samples), [picked, suggestion])
  const taken = classes.some((other) => sameName(other.name, name))
  const all = data !== undefined && chosen.size === data.length
  const ready = name.trim() !== '' && !taken && chosen.size > 0 && !all

  const split = () => {
    session.act({ kind: 'split-class', classId: entry.id, name: name.trim(), samples: [...chosen] })
    onClose()
  }
  const toggle = (id: number) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  return (
    <Dialog
      open
      sticky
      size="l"
      title={t('classes:split.title', { name: entry.name })}
      description={t('classes:split.words', { name: entry.name })}
      onClose={onClose}
      initialFocus={nameField}
      footer={
        <>
          <span className={styles.count} aria-live="polite">
            {all && data.length > 0
              ? t('classes:split.all')
              : t('classes:split.moves', { count: chosen.size })}
          </span>
          <Button onClick={onClose}>{t('classes:edit.cancel')}</Button>
          <Button variant="primary" type="submit" form="split-class" disabled={!ready}>
            {t('classes:split.button')}
          </Button>
        </>
      }
    >
      <form
        id="split-class"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) split()
        }}
      >
        <TextField
          ref={nameField}
          label={t('classes:split.newName')}
          value={name}
          maxLength={200}
          error={taken ? t('classes:split.nameTaken') : null}
          onChange={setName}
        />
        {error && <ErrorNotice error={toErrorDocument(error)} />}
        {!data && !error && <Skeleton height="180px" />}
        {data && data.length < 2 && (
          <p className={styles.hint}>{t('classes:split.nothing', { name: entry.name })}</p>
        )}
        {suggestion?.component != null && picked === null && (
          <p className={styles.hint}>
            <Lightbulb size={14} aria-hidden="true" />
            {t('classes:split.hint', { count: suggestion.samples.length, component: suggestion.component })}
          </p>
        )}
        {groups.map((group) => (
          <SplitGroupGrid
            key={group.component ?? 'unsorted'}
            group={group}
            chosen={chosen}
            onToggleGroup={() => setPicked(toggleGroup(group, chosen))}
            onToggle={toggle}
          />
        ))}
      </form>
    </Dialog>
  )
}
