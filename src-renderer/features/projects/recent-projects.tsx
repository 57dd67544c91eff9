import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { RecentProject } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatAgo } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { shortenPath } from '../../lib/paths.ts'
import styles from './recent-projects.module.css'
import { recentQuery } from './recent-query.ts'

export interface RecentProjectsProps {
  busy: boolean
  /** Path of the project being opened. */
  opening: string | null
  onOpen: (path: string) => void
  onForget: (path: string) => void
}

function countsOf(project: RecentProject): string {
  const counts: string[] = []
  if (project.samples !== null) counts.push(t('samples', { count: project.samples }))
  if (project.labels !== null) counts.push(t('projects:labels', { count: project.labels }))
  return counts.join(' · ')
}

export function RecentProjects({ busy, opening, onOpen, onForget }: RecentProjectsProps) {
  const query = useQuery(recentQuery)

  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title" className={styles.title}>
        {t('projects:recent.title')}
      </h2>
      {query.isPending && (
        <div className={styles.loading}>
          <Skeleton height="44px" />
          <Skeleton height="44px" />
          <Skeleton height="44px" />
        </div>
      )}
      {query.isError && <ErrorNotice error={toErrorDocument(query.error)} />}
      {query.data?.length === 0 && <p className={styles.empty}>{t('projects:recent.empty')}</p>}
      <ul className={styles.list}>
        {query.data?.map((project) => (
          <li key={project.path} className={styles.item} data-missing={project.exists ? undefined : ''}>
            <button
              type="button"
              className={styles.open}
              disabled={busy || !project.exists}
              onClick={() => onOpen(project.path)}
            >
              <span className={styles.line}>
                <span className={styles.name}>{project.name}</span>
                <span className={styles.when}>
                  {opening === project.path ? <Spinner /> : formatAgo(project.openedAt)}
                </span>
              </span>
              <span className={styles.path} title={project.path}>
                {shortenPath(project.path, 64)}
              </span>
              <span className={styles.counts}>
                {project.exists ? countsOf(project) : t('projects:recent.missing')}
              </span>
            </button>
            <span className={styles.remove}>
              {project.exists ? (
                <IconButton
                  label={t('projects:recent.removeNamed', { name: project.name })}
                  size="s"
                  icon={<X size={14} />}
                  onClick={() => onForget(project.path)}
                />
              ) : (
                <Button size="s" onClick={() => onForget(project.path)}>
                  {t('projects:recent.remove')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
