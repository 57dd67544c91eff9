import { describe, expect, it } from 'vitest'
import { mapFlags } from '../../../../src-main/contract/map.ts'
import { MapMarks } from './marks.ts'

/** Three samples: a label of class 3, a guess of class 300, nothing. */
function marks(): MapMarks {
  const bytes = new Uint8Array(24)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 3, true)
  view.setUint16(2, 17, true)
  bytes[5] = mapFlags.labeled
  bytes[6] = 1
  view.setUint16(8, 300, true)
  bytes[12] = 255
  view.setUint16(18, 0xffff, true)
  return new MapMarks(bytes, ['Anna'])
}

describe('MapMarks', () => {
  it('reads what the host wrote', () => {
    const read = marks()
    expect(read.count).toBe(3)
    expect([read.classOf(0), read.classOf(1), read.classOf(2)]).toEqual([3, 300, 0])
    expect(read.clusterOf(0)).toBe(17)
    expect(read.confidenceOf(1)).toBe(1)
    expect(read.has(0, 'labeled')).toBe(true)
    expect(read.has(1, 'labeled')).toBe(false)
    expect(read.annotatorOf(0)).toBe(1)
  })

  it('shows actions at once', () => {
    const read = marks()
    read.foresee({ kind: 'skip', samples: [2] })
    expect(read.has(1, 'skipped')).toBe(true)
    read.foresee({ kind: 'label', samples: [2, 3], classId: 258 })
    expect([read.classOf(1), read.classOf(2)]).toEqual([258, 258])
    expect(read.has(1, 'labeled')).toBe(true)
    expect(read.has(1, 'skipped')).toBe(false)
    read.foresee({ kind: 'exclude', samples: [1], excluded: true })
    expect(read.has(0, 'excluded')).toBe(true)
    read.foresee({ kind: 'exclude', samples: [1], excluded: false })
    expect(read.has(0, 'excluded')).toBe(false)
    read.foresee({ kind: 'clear', samples: [1] })
    expect(read.has(0, 'labeled')).toBe(false)
  })

  it('leaves undo, and samples that are not on it, to the host', () => {
    const read = marks()
    expect(read.foresee({ kind: 'undo' })).toBe(false)
    expect(() => read.foresee({ kind: 'label', samples: [99], classId: 1 })).not.toThrow()
  })
})
