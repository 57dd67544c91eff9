import { useQuery } from '@tanstack/react-query'
import { Link2, Plus, TriangleAlert } from 'lucide-react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import type { OriginalsState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatBytes, formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { describeShape } from '../../lib/input-shape.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './data-summary.module.css'
import { ImportList } from './import-list.tsx'
import { openRelink } from './relink-dialog.tsx'
import { SampleStrip } from './sample-strip.tsx'

export interface DataSummaryProps {
  project: ProjectSummary
  canImport: boolean
  onImport: () => void
}

/** What the project holds, and whether the originals are where they were. */
export function DataSummary({ project, canImport, onImport }: DataSummaryProps) {
  const originals = useQuery<OriginalsState>({
    queryKey: ['originals', project.samples],
    queryFn: () => trpc.projects.originals.query(),
    staleTime: 0,
  }).data

  return (
    <Panel
      title={t('data:summary.title')}
      detail={project.path}
      actions={
        <Button icon={<Plus size={15} />} disabled={!canImport} onClick={onImport}>
          {t('data:summary.more')}
        </Button>
      }
    >
      <Facts
        facts={[
          { name: t('data:summary.samples'), value: formatCount(project.samples) },
          {
            name: t('data:summary.modelSees'),
            value: project.inputShape ? describeShape(project.inputShape) : '–',
          },
          {
            name: t('data:summary.truth'),
            value: project.hasTruth ? t('data:summary.yes') : t('data:summary.none'),
            note: project.hasTruth ? t('data:summary.truthNote') : undefined,
          },
          {
            name: t('data:summary.elsewhere'),
            value: originals ? formatCount(originals.referenced) : '–',
            note: originals?.referenced === 0 ? t('data:summary.allInside') : undefined,
          },
          { name: t('data:summary.file'), value: formatBytes(project.bytes) },
        ]}
      />
      <SampleStrip samples={project.samples} />
      <ImportList project={project} />
      {originals && originals.missing > 0 && (
        <div className={styles.missing} role="status">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{t('data:summary.missing', { count: originals.missing })}</span>
          <Button size="s" icon={<Link2 size={14} />} onClick={openRelink}>
            {t('data:summary.relink')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
