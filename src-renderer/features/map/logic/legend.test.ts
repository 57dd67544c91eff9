import { expect, it } from 'vitest'
import { mapFlags } from '../../../../src-main/contract/map.ts'
import { legendCounts } from './legend.ts'
import { MapMarks } from './marks.ts'

/** Class, cluster, confidence in 255ths, flags and annotator of each sample. */
function marksOf(rows: [number, number, number, number, number][]): MapMarks {
  const bytes = new Uint8Array(8 * rows.length)
  const view = new DataView(bytes.buffer)
  rows.forEach(([classId, cluster, confidence, flags, annotator], i) => {
    view.setUint16(8 * i, classId, true)
    view.setUint16(8 * i + 2, cluster, true)
    bytes.set([confidence, flags, annotator], 8 * i + 4)
  })
  return new MapMarks(bytes, ['Anna'])
}

const marks = marksOf([
  [2, 5, 250, 0, 0],
  [2, 5, 100, mapFlags.labeled, 1],
  [7, 5, 140, 0, 0],
  [2, 6, 230, 0, 0],
  [0, 0xffff, 0, 0, 0],
  [2, 5, 250, mapFlags.excluded, 0],
])

it('counts classes, largest first, labels apart from guesses, nothing last, junk not at all', () => {
  expect(legendCounts(marks, 'class')).toEqual([
    { from: 2, to: 2, labeled: 1, open: 2 },
    { from: 7, to: 7, labeled: 0, open: 1 },
    { from: 0, to: 0, labeled: 0, open: 1 },
  ])
  expect(legendCounts(marks, 'cluster').map(({ from }) => from)).toEqual([5, 6, 0xffff])
  expect(legendCounts(marks, 'annotator')).toEqual([
    { from: 1, to: 1, labeled: 1, open: 0 },
    { from: 0, to: 0, labeled: 0, open: 4 },
  ])
})

it('puts every guess into one step of confidence', () => {
  const [labeled, ...steps] = legendCounts(marks, 'confidence')
  expect(labeled.labeled).toBe(1)
  expect(steps.map(({ open }) => open)).toEqual([2, 0, 1, 1])
  expect(steps[0].to).toBe(255)
  expect(steps.at(-1)?.from).toBe(0)
  for (let i = 1; i < steps.length; i++) expect(steps[i].to).toBe(steps[i - 1].from - 1)
})
