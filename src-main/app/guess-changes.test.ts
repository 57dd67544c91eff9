import { describe, expect, it } from 'vitest'
import { GuessMemory } from './guess-changes.ts'

const guesses = (best: number[], confidence: number[], classIds: number[]) => ({
  predictions: { best: Int16Array.from(best), confidence: Float32Array.from(confidence) },
  classIds,
  count: best.length,
})
const always = () => true

describe('what an action changed in the guesses', () => {
  it('are other classes and rises to confidence, but not of samples it touched or nobody asks about', () => {
    const memory = new GuessMemory()
    memory.remember(guesses([-1, 0, 0, 1, 1, 1], [0, 0.5, 0.95, 0.89, 0.6, 0.6], [7, 8]))
    const after = guesses([0, 0, 1, 1, 0, 0], [0.4, 0.97, 0.96, 0.91, 0.7, 0.99], [7, 8])
    const found = memory.compare(after, [4], (ordinal) => ordinal !== 5)
    expect([...found.changed]).toEqual([0, 2])
    expect([...found.confident]).toEqual([1, 3])
    expect(memory.before(2)).toEqual({ classId: 7, confidence: expect.closeTo(0.95) })
    expect(memory.before(0)).toBeNull()
  })

  it('are none where a class only went into another one, and are told by id where their order changed', () => {
    const memory = new GuessMemory()
    memory.remember(guesses([0, 1, 2, 2], [0.5, 0.5, 0.5, 0.5], [7, 8, 9]))
    const merged = guesses([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5], [7, 9])
    const found = memory.compare(merged, [], always, (id) => (id === 8 ? 9 : id))
    expect([...found.changed]).toEqual([2])
  })

  it('are none of samples that were sorted since', () => {
    const memory = new GuessMemory()
    memory.remember(guesses([0], [0.5], [7]))
    expect(memory.compare(guesses([0, 0], [0.5, 1], [7]), [], always).confident).toHaveLength(0)
  })

  it('call nothing confident while all guesses are of one class', () => {
    const memory = new GuessMemory()
    memory.remember(guesses([-1, -1], [0, 0], [7, 8]))
    expect(memory.compare(guesses([0, 0], [1, 1], [7, 8]), [], always).confident).toHaveLength(0)
    expect([...memory.compare(guesses([0, 1], [1, 1], [7, 8]), [], always).confident]).toEqual([0, 1])
  })
})
