import { useState } from 'react'
import type { ComparedPart, SnapshotComparison } from '../../../src-main/contract/snapshots.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Swatch } from '../../components/swatch.tsx'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { MatrixTable } from '../quality/breakdown/matrix-table.tsx'
import { Pager } from '../quality/breakdown/pager.tsx'
import { changeView, classesPerPage } from './change-view.ts'
import { ChangedSamples, type OpenedCell } from './changed-samples.tsx'
import styles from './snapshots.module.css'

export interface ChangeMatrixProps {
  comparison: SnapshotComparison
  over: ComparedPart
  onOver: (over: ComparedPart) => void
}

/** What was one class and became another; each number opens its samples. */
export function ChangeMatrix({ comparison, over, onOver }: ChangeMatrixProps) {
  const [onlyChanges, setOnlyChanges] = useState(true)
  const [first, setFirst] = useState(0)
  const [opened, setOpened] = useState<OpenedCell | null>(null)
  const looks = new Map(comparison.classes.all.map((each) => [each.id, each]))
  const nameOf = (id: number | null) =>
    id === null ? t('snapshots:matrix.none') : (looks.get(id)?.name ?? '–')
  const { rows, columns, columnsLeftOut, total } = changeView(comparison.cells[over], { onlyChanges, first })
  return (
    <>
      <div className={styles.tools}>
        <Segmented<ComparedPart>
          label={t('snapshots:matrix.over')}
          value={over}
          onChange={(next) => {
            onOver(next)
            setFirst(0)
          }}
          items={[
            { value: 'labels', label: t('snapshots:matrix.overLabels') },
            { value: 'answers', label: t('snapshots:matrix.overAnswers') },
          ]}
        />
        <Checkbox
          checked={onlyChanges}
          onChange={(next) => {
            setOnlyChanges(next)
            setFirst(0)
          }}
          label={t('snapshots:matrix.onlyChanges')}
        />
        <Pager first={first} perPage={classesPerPage} total={total} onChange={setFirst} />
      </div>
      {rows.length === 0 ? (
        <p className={styles.note}>{t('snapshots:matrix.nothing')}</p>
      ) : (
        <MatrixTable
          label={t('snapshots:matrix.title')}
          rowsAre={t('snapshots:matrix.before')}
          columnsAre={t('snapshots:matrix.after')}
          totalIs={t('snapshots:matrix.samples')}
          columns={columns.map((id) => ({ key: id ?? 'none', name: nameOf(id), title: nameOf(id) }))}
          rows={rows.map(({ from, count, cells }) => ({
            key: from ?? 0,
            name: (
              <span className={styles.class}>
                {from !== null && <Swatch colour={looks.get(from)?.colour ?? 'transparent'} />}
                <span className={styles.word}>{nameOf(from)}</span>
              </span>
            ),
            total: formatCount(count),
            cells: columns.map((to) => {
              const cell = cells.get(to)
              return cell
                ? {
                    text: formatCount(cell.count),
                    share: cell.share,
                    wrong: from !== null && to !== null && from !== to,
                    words: t('snapshots:matrix.cell', {
                      count: cell.count,
                      from: nameOf(from),
                      to: nameOf(to),
                    }),
                    onOpen: () => setOpened({ from, to }),
                  }
                : null
            }),
          }))}
        />
      )}
      {columnsLeftOut > 0 && (
        <p className={styles.note}>{t('snapshots:matrix.leftOut', { count: columnsLeftOut })}</p>
      )}
      {opened && (
        <ChangedSamples
          moments={{ from: comparison.from.snapshotId ?? 0, to: comparison.to.snapshotId }}
          over={over}
          cell={opened}
          title={t('snapshots:matrix.pair', { from: nameOf(opened.from), to: nameOf(opened.to) })}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
