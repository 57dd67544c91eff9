import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { workExtension } from '../../../src-main/contract/project-extension.ts'
import type { PackageReport, WorkPlan } from '../../../src-main/contract/work.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify } from '../../components/notify.ts'
import { Progress } from '../../components/progress.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { formatCount, formatTimeLeft } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { PackagesDone } from './packages-done.tsx'
import { useTeamChanged, useWorkState } from './queries.ts'
import { type DraftFault, emptyDraft, packagesOf, planOf, type ShareOutDraft } from './share-out-draft.ts'
import { ShareOutForm } from './share-out-form.tsx'
import styles from './team.module.css'

interface ShareOutDialogProps {
  open: boolean
  /** There are clusters to choose from. */
  trained: boolean
  onClose: () => void
}

/** Who labels what: packages to hand out, or work in this project. */
export function ShareOutDialog({ open, trained, onClose }: ShareOutDialogProps) {
  const [draft, setDraft] = useState<ShareOutDraft>(emptyDraft)
  const [faults, setFaults] = useState<readonly DraftFault[]>([])
  const chooseFile = useFileDialog()
  const changed = useTeamChanged()
  const share = useMutation({
    mutationFn: async (plan: WorkPlan): Promise<PackageReport[] | null> => {
      if (draft.how === 'here') {
        await trpc.work.assign.mutate(plan)
        notify({ title: t('team:share.assigned', { count: plan.people.length }), tone: 'success' })
        onClose()
        return null
      }
      const [alone] = plan.people
      const out = await chooseFile(
        plan.people.length === 1
          ? {
              kind: 'save-file',
              title: t('team:share.chooseFile'),
              action: t('team:share.make'),
              name: alone.replace(/[\\/:*?"<>|]+/g, '-') + workExtension,
              extensions: [workExtension],
              memory: 'work',
            }
          : {
              kind: 'open-folder',
              title: t('team:share.chooseFolder'),
              action: t('team:share.make'),
              memory: 'work',
            },
      )
      return out === null ? null : trpc.work.make.mutate(packagesOf(draft, plan, out))
    },
    onSuccess: () => changed(),
  })
  const start = () => {
    const planned = planOf(draft)
    setFaults('faults' in planned ? planned.faults : [])
    if ('plan' in planned) share.mutate(planned.plan)
  }
  const close = () => {
    share.reset()
    setFaults([])
    onClose()
  }
  const done = share.data ?? null
  return (
    <Dialog
      open={open}
      onClose={close}
      sticky
      size="l"
      title={t(done ? 'team:share.done' : 'team:share.title')}
      description={done ? undefined : t('team:share.description')}
      footer={
        done ? (
          <Button variant="primary" onClick={close}>
            {t('team:share.close')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button variant="primary" busy={share.isPending} onClick={start}>
              {t(draft.how === 'files' ? 'team:share.makeFiles' : 'team:share.assign')}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <PackagesDone packages={done} />
      ) : (
        <div className={styles.form}>
          {share.isError && <ErrorNotice error={toErrorDocument(share.error)} />}
          <ShareOutForm draft={draft} faults={faults} trained={trained} onChange={setDraft} />
          {share.isPending && draft.how === 'files' && <Making />}
        </div>
      )}
    </Dialog>
  )
}

function Making() {
  const { data } = useWorkState(true)
  const progress = data?.progress
  if (!progress) return null
  const { annotator, done, total, secondsLeft } = progress
  const words = t('team:share.making', {
    name: annotator,
    done: formatCount(done),
    total: formatCount(total),
  })
  return (
    <div className={styles.group} role="status">
      <Progress label={words} value={done} max={Math.max(1, total)} />
      <div className={styles.bar}>
        <span className={styles.note}>
          {words}
          {secondsLeft !== null && ` · ${formatTimeLeft(secondsLeft)}`}
        </span>
        <Button size="s" onClick={() => void trpc.work.cancel.mutate()}>
          {t('team:share.stop')}
        </Button>
      </div>
    </div>
  )
}
