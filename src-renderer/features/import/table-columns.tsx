import { useState } from 'react'
import type { ImportRequest, SourceColumn } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { t } from '../../lib/i18n.ts'
import { roleOf, withRole } from './column-use.ts'
import { LabelsBy } from './given-labels.tsx'
import { changeDraft } from './import-draft.ts'
import styles from './table-columns.module.css'

const rowHeight = 42
const rowsInSight = 7
/** With more columns than this one looks for them by name. */
const searchedFrom = 20

export interface TableColumnsProps {
  draft: ImportRequest
  preview: SourcePreview | undefined
}

/** What each column of a table is used for. */
export function TableColumns({ draft, preview }: TableColumnsProps) {
  const [sought, setSought] = useState('')
  // A choice that cannot be imported must stay in sight, to be taken back.
  const [last, setLast] = useState<{ source: string; columns: SourceColumn[] } | null>(null)
  const found = preview?.columns
  if (found && found !== last?.columns) setLast({ source: draft.source, columns: found })
  const all = found ?? (last?.source === draft.source ? last.columns : null)
  if (!all) return null
  const words = sought.trim().toLocaleLowerCase()
  const columns = [...all.entries()].filter(([, { name }]) => name.toLocaleLowerCase().includes(words))
  const has = (role: string) => all.some((column) => roleOf(draft.columnRoles, column) === role)
  return (
    <section className={styles.columns} aria-label={t('data:table.columns', { count: all.length })}>
      <header className={styles.head}>
        <h3>{t('data:table.columns', { count: all.length })}</h3>
        {!has('id') && <p>{t('data:table.numbered')}</p>}
      </header>
      {all.length > searchedFrom && (
        <TextField
          label={t('data:table.search')}
          hideLabel
          placeholder={t('data:table.search')}
          value={sought}
          onChange={setSought}
        />
      )}
      {columns.length === 0 && <p className={styles.none}>{t('data:table.nothingFound')}</p>}
      {columns.length > 0 && (
        <VirtualRows
          label={t('data:table.columns', { count: columns.length })}
          count={columns.length}
          rowHeight={rowHeight}
          maxHeight={rowHeight * rowsInSight}
          render={(index) => {
            const [position, column] = columns[index]
            return <ColumnRow use={draft.columnRoles} column={column} position={position} />
          }}
        />
      )}
      {has('label') && <LabelsBy draft={draft} />}
    </section>
  )
}

function ColumnRow({
  use,
  column,
  position,
}: {
  use: ImportRequest['columnRoles']
  column: SourceColumn
  position: number
}) {
  const name = column.name || t('data:table.nameless', { number: position + 1 })
  const role = roleOf(use, column)
  return (
    <div className={styles.row} data-role={role}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.examples} dir="auto">
        {column.reason ?? column.examples.join(' · ')}
      </span>
      <Select
        label={t('data:table.use', { column: name })}
        hideLabel
        value={role}
        disabled={column.possible.length < 2}
        items={column.possible.map((each) => ({
          value: each,
          label: t(`data:roles.${each}`),
          detail: t(`data:roles.${each}Detail`),
        }))}
        onChange={(next) => changeDraft({ columnRoles: withRole(use, column.name, next) })}
      />
    </div>
  )
}
