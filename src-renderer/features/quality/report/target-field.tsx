import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { notifyError } from '../../../components/notify.ts'
import { Slider } from '../../../components/slider.tsx'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { reportQuery } from '../data/queries.ts'
import styles from './target-field.module.css'

/** The accuracy the project is to reach; forecast and advice follow it. */
export function TargetField({ target }: { target: number }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(target)
  useEffect(() => setDraft(target), [target])
  const save = useMutation({
    mutationFn: (next: number) => trpc.quality.setTarget.mutate({ target: next }),
    onSuccess: () => client.invalidateQueries(reportQuery),
    onError: (error) => {
      setDraft(target)
      notifyError(error)
    },
  })
  return (
    <div className={styles.target}>
      <span className={styles.mark} aria-hidden="true" />
      <span>{t('quality:target.title')}</span>
      <div className={styles.slider}>
        <Slider
          label={t('quality:target.label')}
          value={draft}
          min={0.5}
          max={0.995}
          step={0.005}
          format={formatPercent}
          onChange={setDraft}
          onCommit={(next) => {
            if (next !== target) save.mutate(next)
          }}
        />
      </div>
      <output className={styles.value}>{formatPercent(draft)}</output>
    </div>
  )
}
