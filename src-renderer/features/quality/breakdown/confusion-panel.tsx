import { useState } from 'react'
import { matrixChart } from '../../../../src-main/contract/charts/matrix-chart.ts'
import type { Confusion } from '../../../../src-main/contract/quality.ts'
import { Loaded } from '../../../components/loaded.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { formatCount, formatWholePercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { type ClassLooks, useClassLooks } from '../../labeling/data/class-looks.ts'
import { useConfusion } from '../data/breakdown-queries.ts'
import { type ConfusionView, classesPerPage, confusionView, type ShownCell } from '../logic/confusion-view.ts'
import panels from '../report/report-panels.module.css'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './breakdown-panels.module.css'
import { ConfusedSamples } from './confused-samples.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { Pager } from './pager.tsx'

type Numbers = 'counts' | 'shares'

/** What the model takes for what, on samples drawn at random. */
export function ConfusionPanel() {
  const query = useConfusion()
  const looks = useClassLooks()
  const [numbers, setNumbers] = useState<Numbers>('counts')
  const [filter, setFilter] = useState('')
  const [first, setFirst] = useState(0)
  const [opened, setOpened] = useState<ShownCell | null>(null)
  const nameOf = (id: number | null) =>
    id === null ? t('quality:confusion.none') : (looks.get(id)?.name ?? '–')
  const page = query.data && confusionView(query.data, nameOf, { filter, first })
  const words = ({ labelId, guessId, count, share }: ShownCell) =>
    t('quality:confusion.cell', {
      count,
      label: nameOf(labelId),
      guess: nameOf(guessId),
      share: formatWholePercent(share),
    })
  const text = ({ count, share }: ShownCell) =>
    numbers === 'counts' ? formatCount(count) : formatWholePercent(share)
  return (
    <Panel
      title={t('quality:confusion.title')}
      detail={t('quality:confusion.detail')}
      actions={
        page && page.rows.length > 0 ? (
          <SaveMenu
            name={t('quality:confusion.title')}
            chart={() => chartOf(page, nameOf, { text, words })}
            csv={() => tableOf(query.data, nameOf)}
          />
        ) : null
      }
    >
      <Loaded query={query}>
        {(confusion) =>
          confusion.audits === 0 || !page ? (
            <p className={panels.empty}>{t('quality:confusion.empty')}</p>
          ) : (
            <>
              <div className={styles.tools}>
                <Segmented<Numbers>
                  label={t('quality:confusion.numbers')}
                  value={numbers}
                  onChange={setNumbers}
                  items={[
                    { value: 'counts', label: t('quality:confusion.counts') },
                    { value: 'shares', label: t('quality:confusion.shares') },
                  ]}
                />
                <div className={styles.filter}>
                  <TextField
                    label={t('quality:confusion.filter')}
                    hideLabel
                    placeholder={t('quality:confusion.filter')}
                    value={filter}
                    onChange={(value) => {
                      setFilter(value)
                      setFirst(0)
                    }}
                  />
                </div>
                <Pager first={first} perPage={classesPerPage} total={page.total} onChange={setFirst} />
              </div>
              {page.rows.length === 0 ? (
                <p className={panels.empty}>{t('quality:confusion.notFound')}</p>
              ) : (
                <ConfusionTable page={page} looks={looks} {...{ nameOf, text, words }} onOpen={setOpened} />
              )}
              <p className={panels.note}>
                {t('quality:confusion.note', { count: confusion.audits })}
                {confusion.weighted && ` ${t('quality:confusion.weighted')}`}
              </p>
            </>
          )
        }
      </Loaded>
      {opened && <ConfusedSamples cell={opened} nameOf={nameOf} onClose={() => setOpened(null)} />}
    </Panel>
  )
}

interface CellWords {
  text: (cell: ShownCell) => string
  words: (cell: ShownCell) => string
}

type NameOf = (id: number | null) => string

function ConfusionTable({
  page,
  looks,
  nameOf,
  text,
  words,
  onOpen,
}: CellWords & {
  page: ConfusionView
  looks: ClassLooks
  nameOf: NameOf
  onOpen: (cell: ShownCell) => void
}) {
  const columns = columnsOf(page)
  return (
    <MatrixTable
      label={t('quality:confusion.table')}
      rowsAre={t('quality:confusion.people')}
      columnsAre={t('quality:confusion.model')}
      totalIs={t('quality:confusion.samples')}
      columns={columns.map((id) => ({ key: id ?? 'none', name: nameOf(id), title: nameOf(id) }))}
      rows={page.rows.map(({ labelId, count, cells }) => ({
        key: labelId,
        name: (
          <span className={styles.class} title={nameOf(labelId)}>
            <Swatch colour={looks.get(labelId)?.colour ?? 'transparent'} />
            <span className={styles.word}>{nameOf(labelId)}</span>
          </span>
        ),
        total: formatCount(count),
        cells: columns.map((id) => {
          const cell = cells.get(id)
          return cell
            ? {
                text: text(cell),
                share: cell.share,
                wrong: id !== labelId,
                words: words(cell),
                onOpen: () => onOpen(cell),
              }
            : null
        }),
      }))}
    />
  )
}

function columnsOf({ classIds, hasNone }: ConfusionView): (number | null)[] {
  return hasNone ? [...classIds, null] : classIds
}

function chartOf(page: ConfusionView, nameOf: NameOf, { text, words }: CellWords) {
  const columns = columnsOf(page)
  return matrixChart({
    rowsAre: t('quality:confusion.people'),
    columnsAre: t('quality:confusion.model'),
    columns: columns.map(nameOf),
    rows: page.rows.map(({ labelId, count, cells }) => ({
      name: nameOf(labelId),
      total: formatCount(count),
      cells: new Map(
        columns.flatMap((id, c) => {
          const cell = cells.get(id)
          return cell
            ? [
                [
                  c,
                  { share: cell.share, text: text(cell), title: words(cell), wrong: id !== labelId },
                ] as const,
              ]
            : []
        }),
      ),
    })),
    summary: t('quality:confusion.table'),
  })
}

/** All classes, not only the page on screen. */
function tableOf({ cells }: Confusion, nameOf: NameOf): string {
  return csvOf(
    ['label', 'guess', 'samples', 'weight'],
    cells.map(({ labelId, guessId, count, weight }) => [
      nameOf(labelId),
      guessId === null ? '' : nameOf(guessId),
      count,
      weight,
    ]),
  )
}
