import type { Grouping, Groupings, GroupQuality } from '../../../../src-main/contract/quality.ts'
import { Loaded } from '../../../components/loaded.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { formatCount, formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useGroups } from '../data/breakdown-queries.ts'
import panels from '../report/report-panels.module.css'
import { ShareCell } from '../report/share-cell.tsx'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './breakdown-panels.module.css'

const columns = (auditsNeeded: number): readonly TableColumn<GroupQuality>[] => [
  {
    key: 'value',
    title: t('quality:groups.group'),
    kind: 'words',
    value: ({ value }) => value,
    render: ({ value }) => (
      <span className={styles.class} title={value}>
        <span className={styles.word}>{value}</span>
      </span>
    ),
  },
  {
    key: 'size',
    title: t('quality:clusters.samples'),
    kind: 'number',
    value: ({ size }) => size,
    render: ({ size }) => formatCount(size),
  },
  {
    key: 'share',
    title: t('quality:groups.share'),
    hint: t('quality:groups.shareHint'),
    kind: 'number',
    value: ({ share }) => share.value,
    render: ({ share, labeledLess }) => (
      <span className={labeledLess ? styles.warning : undefined}>
        {formatPercent(share.value)}
        {labeledLess && ` · ${t('quality:groups.less')}`}
      </span>
    ),
  },
  {
    key: 'audits',
    title: t('quality:clusters.audited'),
    kind: 'number',
    value: ({ audits }) => audits,
    render: ({ audits }) => formatCount(audits),
  },
  {
    key: 'accuracy',
    title: t('quality:groups.accuracy'),
    hint: t('quality:groups.accuracyHint'),
    kind: 'number',
    value: ({ accuracy }) => accuracy?.value ?? null,
    render: ({ accuracy, lessAccurate }) => (
      <span className={lessAccurate ? styles.warning : undefined}>
        {lessAccurate && `${t('quality:groups.worse')} · `}
        <ShareCell
          drawn
          interval={accuracy}
          unknown={t('quality:groups.unknown', { needed: auditsNeeded })}
        />
      </span>
    ),
  },
]

/** Whether the set is the same for everybody in it: by source, and by what came with the samples. */
export function GroupPanel() {
  const query = useGroups()
  return (
    <Panel
      title={t('quality:groups.title')}
      detail={t('quality:groups.detail')}
      actions={
        query.data && query.data.groupings.length > 0 ? (
          <SaveMenu name={t('quality:groups.title')} csv={() => tableOf(query.data)} />
        ) : null
      }
    >
      <Loaded query={query}>
        {({ groupings, leftOut, auditsNeeded }) => (
          <>
            {groupings.length === 0 ? (
              <p className={panels.empty}>{t('quality:groups.none')}</p>
            ) : (
              groupings.map(({ by, groups }) => (
                <section key={by.kind === 'field' ? by.name : ''} className={styles.table}>
                  <h3 className={styles.caption}>{titleOf(by)}</h3>
                  <SortableTable
                    label={titleOf(by)}
                    rows={groups}
                    columns={columns(auditsNeeded)}
                    rowKey={({ value }) => value}
                    start={{ by: 'size', descending: true }}
                    limit={12}
                  />
                </section>
              ))
            )}
            <p className={panels.note}>
              {groupings.length > 0 && t('quality:groups.note')}
              {leftOut.length > 0 && ` ${t('quality:groups.leftOut', { fields: leftOut.join(', ') })}`}
            </p>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function titleOf(by: Grouping['by']): string {
  return by.kind === 'source' ? t('quality:groups.bySource') : t('quality:groups.byField', { name: by.name })
}

function tableOf({ groupings }: Groupings): string {
  return csvOf(
    ['by', 'group', 'samples', 'labeled', 'share', 'audits', 'accuracy', 'low', 'high'],
    groupings.flatMap(({ by, groups }) =>
      groups.map(({ value, size, labeled, share, audits, accuracy }) => [
        by.kind === 'source' ? 'source' : by.name,
        value,
        size,
        labeled,
        share.value,
        audits,
        accuracy?.value ?? null,
        accuracy?.low ?? null,
        accuracy?.high ?? null,
      ]),
    ),
  )
}
