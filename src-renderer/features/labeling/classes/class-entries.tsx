import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import type { SearchEntry } from '../../../components/search-list.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { keyOf } from './class-row.tsx'
import { groupText } from './logic/class-names.ts'
import { classTree } from './logic/class-tree.ts'

const allOpen: ReadonlySet<string> = new Set()

/** The classes as entries to search, in the order of the class pane; those of a group stand together. */
export function classEntries(classes: readonly LabelClass[]): SearchEntry[] {
  return classTree(classes, allOpen).flatMap((row) => {
    if (row.kind === 'group') return []
    const { id, name, colour, group } = row.entry
    const key = keyOf(row.entry)
    return [
      {
        id: String(id),
        title: name,
        icon: <Swatch colour={colour} size={12} />,
        ...(group.length > 0 && { group: groupText(group), keywords: group.join(' ') }),
        ...(key && { caps: [key] }),
      },
    ]
  })
}
