import type { TeamMember } from '../../../src-main/contract/agreement.ts'
import { Panel } from '../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../components/sortable-table.tsx'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { ShareCell } from '../quality/report/share-cell.tsx'

const columns = (): readonly TableColumn<TeamMember>[] => [
  {
    key: 'annotator',
    title: t('team:people.name'),
    kind: 'words',
    value: ({ annotator }) => annotator,
    render: ({ annotator }) => annotator,
  },
  {
    key: 'labels',
    title: t('team:people.labels'),
    kind: 'number',
    value: ({ labels }) => labels,
    render: ({ labels }) => formatCount(labels),
  },
  {
    key: 'shared',
    title: t('team:people.shared'),
    hint: t('team:people.sharedHint'),
    kind: 'number',
    value: ({ shared }) => shared,
    render: ({ shared }) => formatCount(shared),
  },
  {
    key: 'given',
    title: t('team:people.given'),
    hint: t('team:people.givenHint'),
    kind: 'number',
    value: ({ assigned }) => assigned,
    render: ({ assigned, done }) =>
      assigned === 0 ? '–' : t('team:people.doneOf', { done: formatCount(done), all: formatCount(assigned) }),
  },
  {
    key: 'pace',
    title: t('team:people.pace'),
    hint: t('team:people.paceHint'),
    kind: 'number',
    value: ({ perMinute }) => perMinute,
    render: ({ perMinute }) => (perMinute === null ? '–' : formatNumber(perMinute)),
  },
  {
    key: 'reliability',
    title: t('team:people.reliability'),
    hint: t('team:people.reliabilityHint'),
    kind: 'number',
    value: ({ reliability }) => reliability?.value ?? null,
    render: ({ reliability }) => (
      <ShareCell interval={reliability} unknown={t('team:people.reliabilityUnknown')} />
    ),
  },
]

/** Who labels, how much, how fast, and how far each is to be trusted. */
export function PeoplePanel({ people }: { people: readonly TeamMember[] }) {
  return (
    <Panel title={t('team:people.title')} detail={t('team:people.detail')}>
      <SortableTable
        label={t('team:people.title')}
        rows={people}
        columns={columns()}
        rowKey={({ annotator }) => annotator}
        start={{ by: 'labels', descending: true }}
        limit={20}
      />
    </Panel>
  )
}
