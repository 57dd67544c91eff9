import { useState } from 'react'
import type { CsvColumn, ImportRequest } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { t } from '../../lib/i18n.ts'
import { roleOf, withRole } from './column-use.ts'
import styles from './csv-options.module.css'
import { changeDraft } from './import-draft.ts'

const rowHeight = 42
const rowsInSight = 7
/** With more columns than this one looks for them by name. */
const searchedFrom = 20

export interface CsvOptionsProps {
  draft: ImportRequest
  preview: SourcePreview | undefined
}

/** What each column is used for. */
export function CsvOptions({ draft, preview }: CsvOptionsProps) {
  const [sought, setSought] = useState('')
  // A choice that cannot be imported must stay in sight, to be taken back.
  const [last, setLast] = useState<{ source: string; columns: CsvColumn[] } | null>(null)
  const found = preview?.columns
  if (found && found !== last?.columns) setLast({ source: draft.source, columns: found })
  const all = found ?? (last?.source === draft.source ? last.columns : null)
  if (!all) return null
  const words = sought.trim().toLocaleLowerCase()
  const columns = [...all.entries()].filter(([, { name }]) => name.toLocaleLowerCase().includes(words))
  return (
    <section className={styles.columns} aria-label={t('data:csv.columns', { count: all.length })}>
      <header className={styles.head}>
        <h3>{t('data:csv.columns', { count: all.length })}</h3>
        {!draft.idColumn && <p>{t('data:csv.numbered')}</p>}
      </header>
      {all.length > searchedFrom && (
        <TextField
          label={t('data:csv.search')}
          hideLabel
          placeholder={t('data:csv.search')}
          value={sought}
          onChange={setSought}
        />
      )}
      {columns.length === 0 && <p className={styles.none}>{t('data:csv.nothingFound')}</p>}
      {columns.length > 0 && (
        <VirtualRows
          label={t('data:csv.columns', { count: columns.length })}
          count={columns.length}
          rowHeight={rowHeight}
          maxHeight={rowHeight * rowsInSight}
          render={(index) => {
            const [position, column] = columns[index]
            return <ColumnRow draft={draft} column={column} position={position} />
          }}
        />
      )}
    </section>
  )
}

function ColumnRow({
  draft,
  column,
  position,
}: {
  draft: ImportRequest
  column: CsvColumn
  position: number
}) {
  const name = column.name || t('data:csv.nameless', { number: position + 1 })
  const role = roleOf(draft, column)
  return (
    <div className={styles.row} data-role={role}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.examples} dir="auto">
        {column.reason ?? column.examples.join(' · ')}
      </span>
      <Select
        label={t('data:csv.use', { column: name })}
        hideLabel
        value={role}
        disabled={column.possible.length < 2}
        items={column.possible.map((each) => ({
          value: each,
          label: t(`data:roles.${each}`),
          detail: t(`data:roles.${each}Detail`),
        }))}
        onChange={(next) => changeDraft(withRole(draft, column.name, next))}
      />
    </div>
  )
}
