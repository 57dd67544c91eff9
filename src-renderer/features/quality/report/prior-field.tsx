import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClassPrior } from '../../../../src-main/contract/labeling.ts'
import type { ClassQuality } from '../../../../src-main/contract/quality.ts'
import { Button } from '../../../components/button.tsx'
import { notifyError } from '../../../components/notify.ts'
import { Select } from '../../../components/select.tsx'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'
import { PriorDialog } from './prior-dialog.tsx'
import styles from './prior-field.module.css'

function kinds(): readonly { value: ClassPrior['kind']; label: string; detail: string }[] {
  return (['uniform', 'estimated', 'given'] as const).map((value) => ({
    value,
    label: t(`quality:prior.${value}`),
    detail: t(`quality:prior.${value}Detail`),
  }))
}

/** How frequent the classes are taken to be when labels are spread to other samples. */
export function PriorField({ classes }: { classes: readonly ClassQuality[] }) {
  const prior = useLive((live) => live.labeling?.prior)
  const [editing, setEditing] = useState(false)
  const save = useMutation({
    mutationFn: (next: ClassPrior) => trpc.labeling.setPrior.mutate({ prior: next }),
    onSuccess: () => setEditing(false),
    onError: notifyError,
  })
  if (!prior || classes.length < 2) return null
  return (
    <div className={styles.prior}>
      <span aria-hidden="true">{t('quality:prior.are')}</span>
      <Select
        label={t('quality:prior.label')}
        hideLabel
        value={save.isPending ? save.variables.kind : prior.kind}
        items={kinds()}
        onChange={(kind) => (kind === 'given' ? setEditing(true) : save.mutate({ kind }))}
      />
      {prior.kind === 'given' && (
        <Button variant="ghost" size="s" onClick={() => setEditing(true)}>
          {t('quality:prior.shares')}
        </Button>
      )}
      {editing && (
        <PriorDialog
          prior={prior}
          classes={classes}
          busy={save.isPending}
          onSave={(next) => save.mutate(next)}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  )
}
