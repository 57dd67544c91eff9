import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Popover } from '../../components/popover.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './goal-popover.module.css'
import { closeGoal, openGoal, useGoalOpen } from './goal-store.ts'
import { parseGoal } from './logic/session-words.ts'

/** How many labels today; pressed, it takes the goal for a day. */
export function GoalPopover({ today, goal }: { today: number; goal: number | null }) {
  const open = useGoalOpen((state) => state.open)
  return (
    <Popover
      align="end"
      title={t('session:goal.title')}
      open={open}
      onOpenChange={(next) => (next ? openGoal() : closeGoal())}
      trigger={
        <button
          type="button"
          className={styles.today}
          title={goal === null ? t('session:panel.setGoal') : t('session:panel.changeGoal')}
        >
          {goal === null
            ? t('session:panel.today', { count: today })
            : t('session:panel.todayOf', { count: today, goal })}
        </button>
      }
    >
      <GoalForm goal={goal} />
    </Popover>
  )
}

function GoalForm({ goal }: { goal: number | null }) {
  const [typed, setTyped] = useState(goal === null ? '' : String(goal))
  const next = parseGoal(typed)
  const save = useMutation({
    mutationFn: (value: number | null) => trpc.session.setGoal.mutate({ goal: value }),
    onSuccess: closeGoal,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (next !== null) save.mutate(next)
  }
  const wrong = typed.trim() !== '' && next === null ? t('session:goal.error') : null
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextField
        label={t('session:goal.label')}
        value={typed}
        inputMode="numeric"
        maxLength={9}
        hint={t('session:goal.hint')}
        error={wrong ?? (save.error ? toErrorDocument(save.error).message : null)}
        onChange={setTyped}
      />
      <div className={styles.buttons}>
        {goal !== null && <Button onClick={() => save.mutate(null)}>{t('session:goal.remove')}</Button>}
        <Button type="submit" variant="primary" busy={save.isPending} disabled={next === null}>
          {t('session:goal.save')}
        </Button>
      </div>
    </form>
  )
}
