import { describe, expect, it } from 'vitest'
import { classesPerPage, confusionView } from './confusion-view.ts'

const confusion = {
  audits: 10,
  classIds: [2, 1, 3],
  weighted: true,
  cells: [
    { labelId: 2, guessId: 2, count: 1, weight: 1 },
    { labelId: 2, guessId: 1, count: 1, weight: 3 },
    { labelId: 1, guessId: 1, count: 4, weight: 4 },
    { labelId: 3, guessId: 3, count: 3, weight: 3 },
    { labelId: 3, guessId: null, count: 1, weight: 1 },
  ],
}
const nameOf = (id: number) => ['', 'cat', 'dog', 'fish'][id] ?? `class ${id}`

describe('the confusion on screen', () => {
  it('counts samples and takes shares by weight', () => {
    const { rows, classIds, hasNone } = confusionView(confusion, nameOf, { filter: '', first: 0 })
    expect(classIds).toEqual([2, 1, 3])
    expect(hasNone).toBe(true)
    expect(rows.map(({ count }) => count)).toEqual([2, 4, 4])
    expect(rows[0].cells.get(1)).toEqual({ labelId: 2, guessId: 1, count: 1, share: 0.75 })
    expect(rows[2].cells.get(null)).toMatchObject({ count: 1, share: 0.25 })
  })

  it('shows those looked for with what they are mistaken for', () => {
    const { classIds, total } = confusionView(confusion, nameOf, { filter: ' CAT', first: 0 })
    expect(classIds).toEqual([2, 1])
    expect(total).toBe(2)
    expect(confusionView(confusion, nameOf, { filter: 'bird', first: 0 }).rows).toEqual([])
  })

  it('goes page by page through a thousand classes', () => {
    const classIds = Array.from({ length: 1000 }, (_, i) => i + 1)
    const cells = classIds.map((id) => ({ labelId: id, guessId: id, count: 1, weight: 1 }))
    const view = confusionView({ audits: 1000, classIds, cells, weighted: false }, nameOf, {
      filter: '',
      first: 990,
    })
    expect(view.total).toBe(1000)
    expect(view.rows).toHaveLength(10)
    expect(
      confusionView({ audits: 1, classIds, cells, weighted: false }, nameOf, { filter: '', first: 0 }).rows,
    ).toHaveLength(classesPerPage)
  })
})
