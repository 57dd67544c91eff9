import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { IconButton } from '../../../components/icon-button.tsx'
import { t } from '../../../lib/i18n.ts'
import { ClusterPicture } from '../board/cluster-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { boardQuery, checkQuery } from '../data/queries.ts'
import { useSession } from '../data/session-context.ts'
import { formatBound, formatShare } from '../logic/format-share.ts'
import { ClusterActions } from './cluster-actions.tsx'
import styles from './grid-header.module.css'
import { GridTools } from './grid-tools.tsx'

/** Says which cluster is open, what is known of it, and what can be done with all of it. */
export function ClusterHeader({ component }: { component: number }) {
  const session = useSession()
  const looks = useClassLooks()
  const { data: cluster } = useQuery({
    ...boardQuery,
    select: (board) => board.find((candidate) => candidate.component === component),
  })
  const { data: check } = useQuery(checkQuery(component))
  const agreed = check?.classes.at(0)
  const look = agreed && looks.get(agreed.classId)
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <ClusterPicture component={component} size={44} />
        <div className={styles.title}>
          <div className={styles.name}>
            <h1>{t('labeling:board.cluster', { component })}</h1>
            <IconButton
              label={t('labeling:grid.previous')}
              keyId="cluster-previous"
              size="s"
              icon={<ChevronUp size={16} />}
              onClick={() => session.stepCluster(-1)}
            />
            <IconButton
              label={t('labeling:grid.next')}
              keyId="cluster-next"
              size="s"
              icon={<ChevronDown size={16} />}
              onClick={() => session.stepCluster(1)}
            />
          </div>
          <p className={styles.detail}>
            {cluster &&
              [
                t('samples', { count: cluster.size }),
                check && t('labeling:grid.open', { count: check.open }),
                cluster.excluded > 0 && t('labeling:board.excluded', { count: cluster.excluded }),
                cluster.splitFrom !== null && t('labeling:board.splitFrom', { component: cluster.splitFrom }),
                t('labeling:board.unsure', { share: formatShare(cluster.uncertainty) }),
              ]
                .filter(Boolean)
                .join(' · ')}
          </p>
          {check && agreed && look && check.purityAtLeast !== null && (
            <p className={styles.purity}>
              {t('labeling:grid.purity', {
                bound: formatBound(check.purityAtLeast),
                class: look.name,
                agreed: agreed.count,
                checked: check.checked,
              })}
            </p>
          )}
        </div>
        <ClusterActions check={check ?? null} />
      </div>
      <GridTools ordered />
    </header>
  )
}
