import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'

export interface ColumnFieldProps {
  label: string
  /** What it means to choose no column. */
  none: string
  hint?: string
  value: string | undefined
  /** The file's columns; while they are not known, the name is typed. */
  columns: string[] | undefined
  onChange: (column: string | undefined) => void
}

/** One column of a table, or none. */
export function ColumnField({ label, none, hint, value, columns, onChange }: ColumnFieldProps) {
  if (!columns || (value !== undefined && !columns.includes(value))) {
    return (
      <TextField
        label={label}
        value={value ?? ''}
        placeholder={none}
        hint={hint}
        onChange={(name) => onChange(name || undefined)}
      />
    )
  }
  // A column may have any name, so "none" is told by position, not by a name of its own.
  const items = [
    { value: '-1', label: none },
    ...columns.map((column, index) => ({ value: String(index), label: column })),
  ]
  return (
    <Select
      label={label}
      value={String(value === undefined ? -1 : columns.indexOf(value))}
      items={items}
      hint={hint}
      onChange={(index) => onChange(columns[Number(index)])}
    />
  )
}
