import { describe, expect, it } from 'vitest'
import { afterAction, chooseAll, emptySelection, moveTo, stretchTo, targets, toggle } from './selection.ts'

// Places 0…9 hold samples 100…109; beyond that nothing is loaded.
const idAt = (index: number) => (index >= 0 && index < 10 ? 100 + index : undefined)

describe('selection', () => {
  it('acts on the sample in focus when nothing is chosen', () => {
    expect(targets(moveTo(emptySelection, 3), idAt)).toEqual([103])
    expect(targets(moveTo(emptySelection, 30), idAt)).toEqual([])
  })

  it('adds and takes away one by one', () => {
    let selection = toggle(moveTo(emptySelection, 3), 5, idAt)
    selection = toggle(selection, 7, idAt)
    expect(targets(selection, idAt)).toEqual([105, 107])
    selection = toggle(selection, 5, idAt)
    expect(targets(selection, idAt)).toEqual([107])
    expect(selection.focus).toBe(5)
    expect(toggle(selection, 30, idAt)).toBe(selection)
  })

  it('stretches from the anchor, both ways, and shrinks again', () => {
    let selection = stretchTo(moveTo(emptySelection, 4), 6, idAt)
    expect(targets(selection, idAt)).toEqual([104, 105, 106])
    selection = stretchTo(selection, 3, idAt)
    expect(targets(selection, idAt)).toEqual([103, 104])
    expect(selection).toMatchObject({ focus: 3, anchor: 4 })
  })

  it('leaves out what is not loaded', () => {
    expect(targets(stretchTo(moveTo(emptySelection, 8), 12, idAt), idAt)).toEqual([108, 109])
  })

  it('takes a dragged rectangle, alone or on top of what was chosen', () => {
    const before = toggle(emptySelection, 0, idAt)
    expect([...chooseAll(before, [3, 4], idAt).chosen]).toEqual([103, 104])
    expect([...chooseAll(before, [3, 4], idAt, before.chosen).chosen]).toEqual([100, 103, 104])
    expect(chooseAll(before, [], idAt).chosen.size).toBe(0)
  })

  it('forgets the choice when the focus moves', () => {
    const selection = moveTo(stretchTo(emptySelection, 4, idAt), 5)
    expect(selection.chosen.size).toBe(0)
    expect(targets(selection, idAt)).toEqual([105])
  })

  it('goes one on after an action, and stops at the end', () => {
    expect(afterAction(moveTo(emptySelection, 3), 10, -1).focus).toBe(4)
    expect(afterAction(moveTo(emptySelection, 9), 10, -1).focus).toBe(9)
    const chosen = stretchTo(moveTo(emptySelection, 6), 2, idAt)
    expect(afterAction(chosen, 10, 6)).toMatchObject({ focus: 7, anchor: 7 })
    expect(afterAction(chosen, 10, 6).chosen.size).toBe(0)
  })
})
