import { useMutation } from '@tanstack/react-query'
import type { TeamReport, WorkAssignment } from '../../../src-main/contract/work.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { formatCount, formatDateTime, formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { useTeamChanged } from './queries.ts'
import styles from './team.module.css'

/** What everybody was given, how far they are, and what came back. */
export function WorkPanel({ team }: { team: TeamReport }) {
  const changed = useTeamChanged()
  const withdraw = useMutation({
    mutationFn: (id: number) => trpc.work.withdraw.mutate({ id }),
    onSuccess: () => changed(),
    onError: notifyError,
  })
  if (team.assignments.length === 0 && team.merges.length === 0) return null
  return (
    <Panel title={t('team:work.title')} detail={t('team:work.detail')}>
      <div className={styles.stack}>
        <ul className={styles.list} aria-label={t('team:work.given')}>
          {team.assignments.map((one) => (
            <li key={one.id} className={styles.row}>
              <div className={styles.what}>
                <p className={styles.name}>
                  {one.annotator}
                  {one.package?.independent && <Badge>{t('team:work.independent')}</Badge>}
                </p>
                <p className={styles.note}>
                  {one.package ? one.package.fileName : t('team:work.here')} · {choiceWords(one)} ·{' '}
                  {formatDateTime(one.assignedAt)}
                </p>
              </div>
              <div className={styles.progress}>
                <Progress
                  label={t('team:work.progressOf', { name: one.annotator })}
                  value={one.done}
                  max={Math.max(1, one.samples)}
                />
                <span className={styles.note}>
                  {t('team:people.doneOf', { done: formatCount(one.done), all: formatCount(one.samples) })}
                </span>
              </div>
              <Button
                size="s"
                variant="ghost"
                aria-label={t('team:work.withdrawOf', { name: one.annotator })}
                title={t('team:work.withdrawHint')}
                busy={withdraw.isPending && withdraw.variables === one.id}
                onClick={() => withdraw.mutate(one.id)}
              >
                {t('team:work.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
        {team.merges.length > 0 && (
          <ul className={styles.list} aria-label={t('team:work.merged')}>
            {team.merges.slice(0, 20).map((merge) => (
              <li key={merge.id} className={styles.row}>
                <div className={styles.what}>
                  <p className={styles.name}>{t('team:work.mergedFile', { file: merge.fileName })}</p>
                  <p className={styles.note}>
                    {t('team:work.mergedFacts', {
                      taken: formatCount(merge.taken),
                      known: formatCount(merge.known),
                      disputed: formatCount(merge.disputed),
                    })}{' '}
                    · {formatDateTime(merge.mergedAt)} · {merge.mergedBy}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  )
}

function choiceWords({ choice }: WorkAssignment): string {
  switch (choice.from) {
    case 'clusters':
      return t('team:choice.clustersOf', {
        count: choice.clusters.length,
        list: choice.clusters.slice(0, 8).join(', '),
      })
    case 'range':
      return t('team:choice.rangeOf', { first: formatCount(choice.first), last: formatCount(choice.last) })
    case 'share':
      return t('team:choice.shareOf', { share: formatPercent(choice.share) })
  }
}
