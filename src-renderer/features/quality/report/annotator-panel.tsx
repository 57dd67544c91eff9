import type { AnnotatorQuality } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import panels from './report-panels.module.css'
import { ShareCell } from './share-cell.tsx'

const columns = (): readonly TableColumn<AnnotatorQuality>[] => [
  {
    key: 'annotator',
    title: t('quality:annotators.annotator'),
    kind: 'words',
    value: ({ annotator }) => annotator,
    render: ({ annotator }) => annotator,
  },
  {
    key: 'labels',
    title: t('quality:annotators.labels'),
    kind: 'number',
    value: ({ labels }) => labels,
    render: ({ labels }) => formatCount(labels),
  },
  {
    key: 'shared',
    title: t('quality:annotators.shared'),
    hint: t('quality:annotators.sharedHint'),
    kind: 'number',
    value: ({ shared }) => shared,
    render: ({ shared }) => formatCount(shared),
  },
  {
    key: 'reliability',
    title: t('quality:annotators.reliability'),
    hint: t('quality:annotators.reliabilityHint'),
    kind: 'number',
    value: ({ reliability }) => reliability?.value ?? null,
    render: ({ reliability }) => (
      <ShareCell interval={reliability} unknown={t('quality:annotators.reliabilityUnknown')} />
    ),
  },
]

/** Who labeled how much, and how well they agree with all other evidence. */
export function AnnotatorPanel({ annotators }: { annotators: readonly AnnotatorQuality[] }) {
  return (
    <Panel
      title={t('quality:annotators.title')}
      detail={t('quality:annotators.detail')}
      actions={
        annotators.length > 0 && (
          <SaveMenu
            name={t('quality:annotators.title')}
            csv={() =>
              csvOf(
                ['annotator', 'labels', 'shared', 'reliability', 'low', 'high'],
                annotators.map(({ annotator, labels, shared, reliability }) => [
                  annotator,
                  labels,
                  shared,
                  reliability?.value ?? null,
                  reliability?.low ?? null,
                  reliability?.high ?? null,
                ]),
              )
            }
          />
        )
      }
    >
      {annotators.length === 0 ? (
        <p className={panels.empty}>{t('quality:annotators.none')}</p>
      ) : (
        <SortableTable
          label={t('quality:annotators.title')}
          rows={annotators}
          columns={columns()}
          rowKey={({ annotator }) => annotator}
          start={{ by: 'labels', descending: true }}
        />
      )}
    </Panel>
  )
}
