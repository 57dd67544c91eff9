import { LayoutGrid } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { t } from '../../../lib/i18n.ts'
import type { MemberList } from '../data/member-list.ts'
import { useMembers, useSession } from '../data/session-context.ts'
import styles from './grid-header.module.css'
import { GridTools } from './grid-tools.tsx'

/** Says what the samples are that were picked elsewhere: on the map, of a class, of what changed. */
export function SelectionHeader({ members }: { members: MemberList }) {
  const session = useSession()
  const { total } = useMembers(members)
  const title = members.source.kind === 'picked' ? members.source.title : null
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <div className={styles.title}>
          <div className={styles.name}>
            <h1>{title ?? t('labeling:grid.selection')}</h1>
          </div>
          <p className={styles.detail}>{t('samples', { count: total ?? 0 })}</p>
        </div>
        <Button size="s" icon={<LayoutGrid size={14} />} onClick={() => session.stepCluster(1)}>
          {t('labeling:grid.backToCluster')}
        </Button>
      </div>
      <GridTools />
    </header>
  )
}
