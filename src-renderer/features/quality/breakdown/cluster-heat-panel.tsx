import { useState } from 'react'
import { matrixChart } from '../../../../src-main/contract/charts/matrix-chart.ts'
import type { ClusterClasses } from '../../../../src-main/contract/quality.ts'
import { Loaded } from '../../../components/loaded.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { formatCount, formatWholePercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { routeHash } from '../../../lib/route.ts'
import { ClusterPicture } from '../../labeling/board/cluster-picture.tsx'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSession } from '../../labeling/data/session-context.ts'
import { useClusterClasses } from '../data/breakdown-queries.ts'
import {
  clusterHeat,
  clustersPerPage,
  type HeatKind,
  type HeatRow,
  type HeatView,
} from '../logic/cluster-heat.ts'
import panels from '../report/report-panels.module.css'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './breakdown-panels.module.css'
import { MatrixTable } from './matrix-table.tsx'
import { Pager } from './pager.tsx'

/** Which classes the clusters hold: what people said, and what the model guesses for the rest. */
export function ClusterHeatPanel() {
  const query = useClusterClasses()
  const looks = useClassLooks()
  const [kind, setKind] = useState<HeatKind>('labels')
  const [first, setFirst] = useState(0)
  const nameOf = (id: number) => looks.get(id)?.name ?? '–'
  const page = query.data && clusterHeat(query.data, kind, first)
  const words = ({ component, counts, total }: HeatRow, classId: number) =>
    t(`quality:heat.${kind === 'labels' ? 'labelCell' : 'guessCell'}`, {
      component,
      name: nameOf(classId),
      count: counts.get(classId) ?? 0,
      share: formatWholePercent((counts.get(classId) ?? 0) / Math.max(1, total)),
    })
  return (
    <Panel
      title={t('quality:heat.title')}
      detail={t('quality:heat.detail')}
      actions={
        page && page.rows.length > 0 ? (
          <SaveMenu
            name={t('quality:heat.title')}
            chart={() => chartOf(page, nameOf, words)}
            csv={() => tableOf(query.data, nameOf)}
          />
        ) : null
      }
    >
      <Loaded query={query}>
        {(clusters) =>
          clusters.length === 0 || !page ? (
            <p className={panels.empty}>{t('quality:heat.empty')}</p>
          ) : (
            <>
              <div className={styles.tools}>
                <Segmented<HeatKind>
                  label={t('quality:heat.show')}
                  value={kind}
                  onChange={setKind}
                  items={[
                    { value: 'labels', label: t('quality:heat.labels') },
                    { value: 'guesses', label: t('quality:heat.guesses') },
                  ]}
                />
                <Pager first={first} perPage={clustersPerPage} total={clusters.length} onChange={setFirst} />
              </div>
              {page.classIds.length === 0 ? (
                <p className={panels.empty}>{t(`quality:heat.none.${kind}`)}</p>
              ) : (
                <HeatTable page={page} nameOf={nameOf} words={words} />
              )}
              <p className={panels.note}>
                {t('quality:heat.note')}
                {page.hidden > 0 && ` ${t('quality:heat.hidden', { count: page.hidden })}`}
              </p>
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

type CellWords = (row: HeatRow, classId: number) => string

function HeatTable({
  page,
  nameOf,
  words,
}: {
  page: HeatView
  nameOf: (id: number) => string
  words: CellWords
}) {
  const session = useSession()
  return (
    <MatrixTable
      label={t('quality:heat.title')}
      rowsAre={t('quality:clusters.cluster')}
      columnsAre={t('quality:classes.name')}
      totalIs={t('quality:clusters.samples')}
      columns={page.classIds.map((id) => ({ key: id, name: nameOf(id), title: nameOf(id) }))}
      rows={page.rows.map((row) => ({
        key: row.component,
        name: (
          <a
            className={styles.link}
            href={routeHash(['label', 'clusters', String(row.component)])}
            title={t('quality:clusters.open')}
            onClick={() => {
              session.setMode('clusters')
              session.openCluster(row.component)
            }}
          >
            <ClusterPicture component={row.component} size={26} />
            {t('quality:clusters.name', { component: row.component })}
          </a>
        ),
        total: formatCount(row.size),
        cells: page.classIds.map((id) => {
          const count = row.counts.get(id) ?? 0
          return count === 0
            ? null
            : { text: formatCount(count), share: count / row.total, words: words(row, id) }
        }),
      }))}
    />
  )
}

function chartOf({ classIds, rows }: HeatView, nameOf: (id: number) => string, words: CellWords) {
  return matrixChart(
    {
      rowsAre: t('quality:clusters.cluster'),
      columnsAre: t('quality:classes.name'),
      columns: classIds.map(nameOf),
      rows: rows.map((row) => ({
        name: t('quality:clusters.name', { component: row.component }),
        total: formatCount(row.size),
        cells: new Map(
          classIds.flatMap((id, c) => {
            const count = row.counts.get(id) ?? 0
            if (count === 0) return []
            const cell = {
              share: count / row.total,
              text: formatCount(count),
              title: words(row, id),
              wrong: false,
            }
            return [[c, cell] as const]
          }),
        ),
      })),
      summary: t('quality:heat.title'),
    },
    36,
  )
}

/** All clusters, not only the page on screen. */
function tableOf(clusters: readonly ClusterClasses[], nameOf: (id: number) => string): string {
  return csvOf(
    ['cluster', 'size', 'class', 'labels', 'guesses'],
    clusters.flatMap(({ component, size, labels, guesses }) => {
      const given = new Map(labels)
      const guessed = new Map(guesses)
      return [...new Set([...given.keys(), ...guessed.keys()])].map((id) => [
        component,
        size,
        nameOf(id),
        given.get(id) ?? 0,
        guessed.get(id) ?? 0,
      ])
    }),
  )
}
