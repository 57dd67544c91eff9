import { expect, it } from 'vitest'
import { mapFlags, mapMarkBytes } from '../contract/map.ts'
import { sourceBulk, sourceHuman } from '../project/label-state.ts'
import { mapMarks } from './map-marks.ts'

it('writes eight bytes of what is known of every sample', () => {
  const { bytes, annotators } = mapMarks({
    count: 4,
    component: Uint16Array.from([7, 300, 0xffff, 0]),
    current: {
      labels: Int32Array.from([0, 513, 0, 2]),
      sources: Uint8Array.from([0, sourceBulk, 0, sourceHuman]),
      skipped: Uint8Array.from([1, 0, 0, 0]),
      flagged: Uint8Array.from([0, 0, 1, 0]),
      excluded: Uint8Array.from([0, 0, 1, 0]),
    },
    guesses: {
      best: [1, 0, -1, 0],
      confidence: Float32Array.from([0.5, 1, 0, 0.25]),
      classIds: [2, 513],
    },
    annotatorOf: (ordinal) => (ordinal === 1 ? 'Anna' : 'Ben'),
  })
  expect(bytes.byteLength).toBe(4 * mapMarkBytes)
  expect(annotators).toEqual(['Anna', 'Ben'])
  const view = new DataView(bytes.buffer)
  const rows = Array.from({ length: 4 }, (_, i) => [
    view.getUint16(8 * i, true),
    view.getUint16(8 * i + 2, true),
    ...bytes.subarray(8 * i + 4, 8 * i + 8),
  ])
  expect(rows).toEqual([
    [513, 7, 128, mapFlags.skipped, 0, 0],
    [513, 300, 255, mapFlags.labeled | mapFlags.bulk, 1, 0],
    [0, 0xffff, 0, mapFlags.flagged | mapFlags.excluded, 0, 0],
    [2, 0, 64, mapFlags.labeled, 2, 0],
  ])
})

it('does without guesses', () => {
  const none = new Uint8Array(1)
  const { bytes } = mapMarks({
    count: 1,
    component: Uint16Array.from([3]),
    current: { labels: new Int32Array(1), sources: none, skipped: none, flagged: none, excluded: none },
    guesses: null,
    annotatorOf: () => '',
  })
  expect([...bytes]).toEqual([0, 0, 3, 0, 0, 0, 0, 0])
})
