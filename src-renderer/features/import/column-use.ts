import {
  type ColumnRole,
  type ImportRequest,
  type SourceColumn,
  sharedColumnRoles,
} from '../../../src-main/contract/data.ts'

/** What people said of columns; of all others what was proposed is taken. */
export type ColumnUse = NonNullable<ImportRequest['columnRoles']>

const shared: readonly ColumnRole[] = sharedColumnRoles
/** What the model sees comes from one of these: from numbers, from an embedding or from images. */
const inputs: readonly ColumnRole[] = ['feature', 'embedding', 'image']

/** What the person chose for a column, else what was found to suit it. */
export function roleOf(use: ColumnUse | undefined, { name, role }: SourceColumn): ColumnRole {
  return use?.find(({ column }) => column === name)?.role ?? role
}

/**
 * Uses a column for something else. Who was chosen for a role of its own before gives it up, and so does who was chosen
 * for another kind of input.
 */
export function withRole(use: ColumnUse | undefined, name: string, role: ColumnRole): ColumnUse {
  const rest = (use ?? []).filter(
    (other) =>
      other.column !== name &&
      (shared.includes(role) || other.role !== role) &&
      (!inputs.includes(role) || !inputs.includes(other.role) || other.role === role),
  )
  return [...rest, { column: name, role }]
}
