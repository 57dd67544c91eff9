import { useMemo } from 'react'
import type { ClusterCoverage } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { formatCount, formatNumber, formatPercent } from '../../../lib/format.ts'
import { useTexts } from '../../../lib/i18n.ts'
import { routeHash } from '../../../lib/route.ts'
import { ClusterPicture } from '../../labeling/board/cluster-picture.tsx'
import { useSession } from '../../labeling/data/session-context.ts'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './cluster-panel.module.css'
import panels from './report-panels.module.css'

/** Clusters this far from even are marked: half as many labels as their size calls for, or twice as many. */
const fewBelow = 0.5
const manyAbove = 2

function balance(representation: number): 'none' | 'few' | 'even' | 'many' {
  if (representation === 0) return 'none'
  if (representation < fewBelow) return 'few'
  return representation > manyAbove ? 'many' : 'even'
}

/** Where the labels are and where they are not: a set that is labeled in some corners only is biased. */
export function ClusterPanel({ clusters }: { clusters: readonly ClusterCoverage[] }) {
  const t = useTexts()
  const session = useSession()
  // Of clusters that are alike otherwise the largest is worth most.
  const rows = useMemo(() => clusters.toSorted((a, b) => b.size - a.size), [clusters])
  const columns = useMemo<TableColumn<ClusterCoverage>[]>(
    () => [
      {
        key: 'component',
        title: t('quality:clusters.cluster'),
        kind: 'words',
        value: ({ component }) => component,
        render: ({ component }) => (
          <a
            className={styles.link}
            href={routeHash(['label', 'clusters', String(component)])}
            title={t('quality:clusters.open')}
            onClick={() => {
              session.setMode('clusters')
              session.openCluster(component)
            }}
          >
            <ClusterPicture component={component} size={26} />
            {t('quality:clusters.name', { component })}
          </a>
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
        key: 'labeled',
        title: t('quality:clusters.labeled'),
        kind: 'number',
        value: ({ labeled }) => labeled,
        render: ({ labeled }) => formatCount(labeled),
      },
      {
        key: 'audited',
        title: t('quality:clusters.audited'),
        kind: 'number',
        value: ({ audited }) => audited,
        render: ({ audited }) => formatCount(audited),
      },
      {
        key: 'representation',
        title: t('quality:clusters.coverage'),
        hint: t('quality:clusters.coverageHint'),
        kind: 'number',
        value: ({ representation }) => representation,
        render: ({ representation }) => (
          <span className={styles.balance} data-balance={balance(representation)}>
            <span className={styles.word}>{t(`quality:clusters.balance.${balance(representation)}`)}</span>{' '}
            {formatNumber(representation)}×
          </span>
        ),
      },
      {
        key: 'confidence',
        title: t('quality:clusters.confidence'),
        hint: t('quality:clusters.confidenceHint'),
        kind: 'number',
        value: ({ confidence }) => confidence,
        render: ({ confidence }) => formatPercent(confidence),
      },
    ],
    [session, t],
  )
  return (
    <Panel
      title={t('quality:clusters.title')}
      detail={t('quality:clusters.detail')}
      actions={
        clusters.length > 0 && <SaveMenu name={t('quality:clusters.title')} csv={() => tableOf(clusters)} />
      }
    >
      {clusters.length === 0 ? (
        <p className={panels.empty}>{t('quality:clusters.none')}</p>
      ) : (
        <SortableTable
          label={t('quality:clusters.table')}
          rows={rows}
          columns={columns}
          rowKey={({ component }) => component}
          start={{ by: 'representation', descending: false }}
          limit={10}
        />
      )}
    </Panel>
  )
}

function tableOf(clusters: readonly ClusterCoverage[]): string {
  return csvOf(
    ['cluster', 'samples', 'labeled', 'audited', 'coverage', 'confidence'],
    clusters.map(({ component, size, labeled, audited, representation, confidence }) => [
      component,
      size,
      labeled,
      audited,
      representation,
      confidence,
    ]),
  )
}
