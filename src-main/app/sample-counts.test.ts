import { describe, expect, test } from 'vitest'
import { countSamples } from './sample-counts.ts'

const labels = Int32Array.of(0, 7, 0, 0, 3, 0)
const current = {
  skipped: Uint8Array.of(1, 0, 0, 0, 0, 0),
  flagged: Uint8Array.of(0, 1, 0, 0, 0, 1),
  excluded: new Uint8Array(6),
}
// The last sample is not sorted yet.
const decoded = {
  predictions: {
    best: Int16Array.of(1, 0, 0, -1, 1),
    confidence: Float32Array.of(0.95, 1, 0.5, 0, 1),
    uncertainty: new Float32Array(5),
  },
  count: 5,
  classCount: 2,
}

describe('countSamples', () => {
  test('counts labels, guesses for what has none, skips and flags', () => {
    const counts = countSamples({ samples: 6, labels, current, idLimit: 8, decoded, truth: () => null })
    expect(counts).toMatchObject({
      labeled: 2,
      skipped: 1,
      flagged: 2,
      open: 3,
      confident: 1,
      known: 0,
      right: 0,
    })
    expect([...counts.labeledAs]).toEqual([0, 0, 0, 1, 0, 0, 0, 1])
    expect([...counts.guessedAs]).toEqual([1, 1])
  })

  test('judges by truth only what has no label; a class nobody has defined is never right', () => {
    const truth = Int16Array.of(1, 1, -2, -1, 0)
    expect(
      countSamples({ samples: 6, labels, current, idLimit: 8, decoded, truth: () => truth }),
    ).toMatchObject({
      known: 2,
      right: 1,
    })
  })

  test('leaves out what is excluded, but for its flags', () => {
    const counts = countSamples({
      samples: 6,
      labels: Int32Array.of(0, 0, 0, 0, 3, 0),
      current: { ...current, excluded: Uint8Array.of(1, 1, 0, 0, 0, 0) },
      idLimit: 8,
      decoded,
      truth: () => Int16Array.of(1, 1, 0, 0, 0, 0),
    })
    expect(counts).toMatchObject({ labeled: 1, skipped: 0, flagged: 2, excluded: 2, open: 2, confident: 0 })
    expect(counts).toMatchObject({ known: 2, right: 1 })
  })

  test('counts labels before there is a model', () => {
    const counts = countSamples({ samples: 6, labels, current, idLimit: 8, decoded: null, truth: () => null })
    expect(counts).toMatchObject({ labeled: 2, open: 0, confident: 0 })
    expect([...counts.guessedAs]).toEqual([])
  })

  test('leaves truth where it is until something is labeled', () => {
    const blank = new Int32Array(6)
    const unread = () => {
      throw new Error('read')
    }
    const counts = countSamples({ samples: 6, labels: blank, current, idLimit: 8, decoded, truth: unread })
    expect(counts).toMatchObject({ labeled: 0, open: 5, known: 0 })
  })
})
