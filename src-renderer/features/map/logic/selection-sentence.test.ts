import { expect, it } from 'vitest'
import { mapFlags } from '../../../../src-main/contract/map.ts'
import { MapMarks } from './marks.ts'
import { selectionGist } from './selection-gist.ts'
import { selectionSentence } from './selection-sentence.ts'

const bytes = new Uint8Array(8 * 6)
const view = new DataView(bytes.buffer)
for (const ordinal of [0, 1, 2, 3]) view.setUint16(8 * ordinal, 7, true)
view.setUint16(8 * 4, 2, true)
bytes[8 * 4 + 5] = mapFlags.labeled
bytes[8 * 5 + 5] = mapFlags.excluded
const marks = new MapMarks(bytes, [])
const name = (id: number) => `class ${id}`

it('says how many are chosen and what they mostly are', () => {
  const gist = selectionGist(marks, [0, 1, 2, 3])
  expect(gist).toEqual({
    count: 4,
    unlabeled: 4,
    guess: { classId: 7, count: 4 },
    label: null,
    excluded: 0,
  })
  expect(selectionSentence(gist, name)).toBe('4 samples selected: 4 unlabeled, mostly a guess of class 7')
})

it('says what is labeled and excluded, too', () => {
  const gist = selectionGist(marks, [0, 4, 5])
  expect(selectionSentence(gist, name)).toBe(
    '3 samples selected: 2 unlabeled, guesses differ, 1 labeled class 2, 1 excluded',
  )
})
