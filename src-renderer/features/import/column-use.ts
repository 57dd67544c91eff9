import type { CsvColumn, CsvRole, ImportRequest, SharedCsvRole } from '../../../src-main/contract/data.ts'

/** The part of a request that says what columns are used for. */
export type ColumnUse = Pick<
  ImportRequest,
  'truthColumn' | 'idColumn' | 'textColumn' | 'embeddingColumn' | 'columnRoles'
>

/** Nothing said: what is proposed is taken. */
export const asProposed: ColumnUse = {
  truthColumn: undefined,
  idColumn: undefined,
  textColumn: undefined,
  embeddingColumn: undefined,
  columnRoles: undefined,
}

/** Roles that one column has at most. */
const owners = {
  truth: 'truthColumn',
  id: 'idColumn',
  text: 'textColumn',
  embedding: 'embeddingColumn',
} as const
const single = ['truth', 'id', 'text', 'embedding'] as const

/** What the person chose for a column, else what was found to suit it. */
export function roleOf(use: ColumnUse, { name, role }: CsvColumn): CsvRole {
  const chosen = single.find((each) => use[owners[each]] === name)
  return chosen ?? use.columnRoles?.find(({ column }) => column === name)?.role ?? role
}

/**
 * Uses a column for something else. Who had a role of its own before gives it up, and an embedding and features, which
 * cannot be had together, make way for each other.
 */
export function withRole(use: ColumnUse, name: string, role: CsvRole): ColumnUse {
  const next: ColumnUse = { ...use }
  for (const each of single) if (next[owners[each]] === name) next[owners[each]] = undefined
  let others = (use.columnRoles ?? []).filter(({ column }) => column !== name)
  if (isShared(role)) others.push({ column: name, role })
  else next[owners[role]] = name
  if (role === 'feature') next.embeddingColumn = undefined
  if (role === 'embedding') others = others.filter((other) => other.role !== 'feature')
  next.columnRoles = others.length > 0 ? others : undefined
  return next
}

function isShared(role: CsvRole): role is SharedCsvRole {
  return role === 'feature' || role === 'field' || role === 'out'
}
