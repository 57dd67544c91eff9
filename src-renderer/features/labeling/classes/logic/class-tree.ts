import type { LabelClass } from '../../../../../src-main/contract/labeling.ts'

/** One line of the class list. */
export type ClassTreeRow =
  | {
      kind: 'group'
      /** Path of the group as one string, to remember what is closed. */
      key: string
      name: string
      depth: number
      /** In it and in the groups in it. */
      classes: number
      labeled: number
      predicted: number
      open: boolean
    }
  | { kind: 'class'; key: string; entry: LabelClass; depth: number }

interface Group {
  key: string
  name: string
  classes: LabelClass[]
  groups: Map<string, Group>
}

const separator = ' / '

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
}

/** Classes whose name or group contains what was typed, whatever its case and accents. */
export function filterClasses(classes: readonly LabelClass[], typed: string): readonly LabelClass[] {
  const wanted = folded(typed.trim())
  if (wanted === '') return classes
  return classes.filter(({ name, group }) => [name, ...group].some((word) => folded(word).includes(wanted)))
}

/**
 * The classes as lines of a hierarchy, in their own order: those of a group first, then the groups in it. While
 * something is filtered every group is open, so that nothing found stays hidden.
 * @param closed keys of the groups that are closed
 */
export function classTree(
  classes: readonly LabelClass[],
  closed: ReadonlySet<string>,
  typed = '',
): ClassTreeRow[] {
  const root: Group = { key: '', name: '', classes: [], groups: new Map() }
  for (const entry of filterClasses(classes, typed)) {
    let at = root
    for (const name of entry.group) at = groupIn(at, name)
    at.classes.push(entry)
  }
  const rows: ClassTreeRow[] = []
  addRows(rows, root, 0, typed.trim() === '' ? closed : new Set())
  return rows
}

function groupIn(parent: Group, name: string): Group {
  let group = parent.groups.get(name)
  if (!group) {
    const key = parent.key === '' ? name : parent.key + separator + name
    group = { key, name, classes: [], groups: new Map() }
    parent.groups.set(name, group)
  }
  return group
}

function addRows(rows: ClassTreeRow[], group: Group, depth: number, closed: ReadonlySet<string>): void {
  for (const entry of group.classes) rows.push({ kind: 'class', key: String(entry.id), entry, depth })
  for (const inner of group.groups.values()) {
    const open = !closed.has(inner.key)
    rows.push({ kind: 'group', key: inner.key, name: inner.name, depth, open, ...sums(inner) })
    if (open) addRows(rows, inner, depth + 1, closed)
  }
}

function sums(group: Group): { classes: number; labeled: number; predicted: number } {
  const sum = { classes: group.classes.length, labeled: 0, predicted: 0 }
  for (const { labeled, predicted } of group.classes) {
    sum.labeled += labeled
    sum.predicted += predicted
  }
  for (const inner of group.groups.values()) {
    const { classes, labeled, predicted } = sums(inner)
    sum.classes += classes
    sum.labeled += labeled
    sum.predicted += predicted
  }
  return sum
}
