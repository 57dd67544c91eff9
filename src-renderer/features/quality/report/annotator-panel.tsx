import type { AnnotatorQuality } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { formatCount } from '../../../lib/format.ts'
import panels from './report-panels.module.css'
import { ShareCell } from './share-cell.tsx'

const columns: readonly TableColumn<AnnotatorQuality>[] = [
  {
    key: 'annotator',
    title: 'Annotator',
    kind: 'words',
    value: ({ annotator }) => annotator,
    render: ({ annotator }) => annotator,
  },
  {
    key: 'labels',
    title: 'Labels',
    kind: 'number',
    value: ({ labels }) => labels,
    render: ({ labels }) => formatCount(labels),
  },
  {
    key: 'shared',
    title: 'Shared',
    hint: 'Samples that somebody else labeled, too',
    kind: 'number',
    value: ({ shared }) => shared,
    render: ({ shared }) => formatCount(shared),
  },
  {
    key: 'reliability',
    title: 'Reliability',
    hint: 'How often this person gives the class that all evidence speaks for',
    kind: 'number',
    value: ({ reliability }) => reliability?.value ?? null,
    render: ({ reliability }) => (
      <ShareCell
        interval={reliability}
        unknown="Nobody else labeled any of the same samples, so there is nothing to compare with."
      />
    ),
  },
]

/** Who labeled how much, and how well they agree with all other evidence. */
export function AnnotatorPanel({ annotators }: { annotators: readonly AnnotatorQuality[] }) {
  return (
    <Panel title="Annotators" detail="Compared where several people labeled the same sample">
      {annotators.length === 0 ? (
        <p className={panels.empty}>Nobody has labeled yet.</p>
      ) : (
        <SortableTable
          label="Annotators"
          rows={annotators}
          columns={columns}
          rowKey={({ annotator }) => annotator}
          start={{ by: 'labels', descending: true }}
        />
      )}
    </Panel>
  )
}
