import { useMutation } from '@tanstack/react-query'
import { PackageOpen, PackagePlus, ScrollText, Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { workExtension } from '../../../src-main/contract/project-extension.ts'
import type { MergeReport, TeamReport } from '../../../src-main/contract/work.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify, notifyError } from '../../components/notify.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useDroppedPackage } from '../../lib/dropped-package.ts'
import { toErrorDocument } from '../../lib/errors.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { trpc } from '../../lib/trpc.ts'
import { AgreementPanel } from './agreement-panel.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { useTeam, useTeamChanged } from './queries.ts'
import { ShareOutDialog } from './share-out-dialog.tsx'
import styles from './team.module.css'
import { WorkPanel } from './work-panel.tsx'

/** Several people at one project: who does what, how far they agree, and the packages in which work travels. */
export function TeamPage() {
  const { data: team, error, refetch } = useTeam()
  const [sharing, setSharing] = useState(false)
  const [merged, setMerged] = useState<MergeReport | null>(null)
  const trained = useLive((live) => live.project?.trained ?? false)
  const changed = useTeamChanged()
  const chooseFile = useFileDialog()
  const merge = useMutation({
    mutationFn: (path: string) => trpc.work.merge.mutate({ path }),
    onSuccess: (report) => {
      setMerged(report)
      changed()
    },
    onError: notifyError,
  })
  const { path: dropped } = useDroppedPackage()
  const { mutate } = merge
  useEffect(() => {
    if (dropped === null) return
    useDroppedPackage.setState({ path: null })
    mutate(dropped)
  }, [dropped, mutate])

  const chooseMerge = async () => {
    const path = await chooseFile({
      kind: 'open-file',
      title: t('team:merge.choose'),
      action: t('team:merge.action'),
      extensions: [workExtension],
      memory: 'work',
    })
    if (path !== null) merge.mutate(path)
  }
  if (!team) {
    return (
      <Page label={t('team:title')} wide>
        {error ? (
          <ErrorNotice
            error={toErrorDocument(error)}
            actions={
              <Button size="s" onClick={() => void refetch()}>
                {t('team:tryAgain')}
              </Button>
            }
          />
        ) : (
          <Skeleton height="240px" />
        )}
      </Page>
    )
  }
  const actions = (
    <>
      {!team.origin && (
        <Button icon={<PackagePlus size={15} />} variant="primary" onClick={() => setSharing(true)}>
          {t('team:share.open')}
        </Button>
      )}
      {!team.origin && (
        <Button icon={<PackageOpen size={15} />} busy={merge.isPending} onClick={() => void chooseMerge()}>
          {t('team:merge.open')}
        </Button>
      )}
    </>
  )
  const isEmpty = team.people.length === 0 && team.assignments.length === 0
  return (
    <Page label={t('team:title')} wide>
      {team.origin && (
        <p className={styles.reading}>
          {t('team:origin', { name: team.origin.annotator, project: team.origin.projectName })}
          {team.origin.independent && ` ${t('team:originIndependent')}`}
        </p>
      )}
      {isEmpty ? (
        <EmptyState icon={<Users size={28} />} title={t('team:empty.title')} actions={actions}>
          {t('team:empty.text')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.bar}>
            {actions}
            <LogButton />
          </div>
          <DisputesNote team={team} />
          <PeoplePanel people={team.people} />
          <AgreementPanel agreement={team.agreement} />
          <WorkPanel team={team} />
        </>
      )}
      <ShareOutDialog open={sharing} trained={trained} onClose={() => setSharing(false)} />
      <MergeDialog report={merged} onClose={() => setMerged(null)} />
    </Page>
  )
}

/** How far the disagreements are settled, and the way to them. */
function DisputesNote({ team }: { team: TeamReport }) {
  const { disputes, settled } = team
  if (disputes === 0 && settled === 0) return null
  return (
    <Panel
      title={t('team:disputes.title')}
      detail={t('team:disputes.detail', { count: disputes, settled })}
      actions={
        disputes > 0 && (
          <Button size="s" onClick={() => navigate(['quality', 'review'])}>
            {t('team:disputes.review')}
          </Button>
        )
      }
    />
  )
}

/** Writes the whole label log to a file of the person's choice. */
function LogButton() {
  const chooseFile = useFileDialog()
  const log = useMutation({
    mutationFn: async () => {
      const out = await chooseFile({
        kind: 'save-file',
        title: t('team:log.choose'),
        action: t('team:log.action'),
        name: t('team:log.name'),
        extensions: ['.csv', '.jsonl'],
        memory: 'work',
      })
      if (out === null) return null
      const format = out.toLowerCase().endsWith('.jsonl') ? 'jsonl' : 'csv'
      // The system's dialog has asked whether a file may be replaced; the window's own has not.
      return trpc.work.log.mutate({ out, format, overwrite: Boolean(window.fewlabel) })
    },
    onSuccess: (report) =>
      report &&
      notify({ title: t('team:log.done', { count: report.events }), detail: report.out, tone: 'success' }),
    onError: notifyError,
  })
  return (
    <Button icon={<ScrollText size={15} />} busy={log.isPending} onClick={() => log.mutate()}>
      {t('team:log.open')}
    </Button>
  )
}
