import { useQuery } from '@tanstack/react-query'
import { Link2, Plus, TriangleAlert } from 'lucide-react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import type { OriginalsState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatBytes, formatCount, formatCounted } from '../../lib/format.ts'
import { describeShape } from '../../lib/input-shape.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './data-summary.module.css'
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
      title="Samples"
      detail={project.path}
      actions={
        <Button icon={<Plus size={15} />} disabled={!canImport} onClick={onImport}>
          Import more…
        </Button>
      }
    >
      <Facts
        facts={[
          { name: 'Samples', value: formatCount(project.samples) },
          {
            name: 'What the model sees',
            value: project.inputShape ? describeShape(project.inputShape) : '–',
          },
          {
            name: 'Imported truth',
            value: project.hasTruth ? 'Yes' : 'None',
            note: project.hasTruth ? 'used for accuracy only' : undefined,
          },
          {
            name: 'Originals elsewhere',
            value: originals ? formatCount(originals.referenced) : '–',
            note: originals?.referenced === 0 ? 'all are in the project' : undefined,
          },
          { name: 'Project file', value: formatBytes(project.bytes) },
        ]}
      />
      <SampleStrip samples={project.samples} />
      {originals && originals.missing > 0 && (
        <div className={styles.missing} role="status">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>
            {formatCounted(originals.missing, 'original is', 'originals are')} not where{' '}
            {originals.missing === 1 ? 'it was' : 'they were'}. Labeling goes on with the project’s own small
            copies.
          </span>
          <Button size="s" icon={<Link2 size={14} />} onClick={openRelink}>
            Relink…
          </Button>
        </div>
      )}
    </Panel>
  )
}
