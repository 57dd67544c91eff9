import { expect, test } from 'vitest'
import { ClassRanking } from './class-ranking.ts'
import { createPredictions } from './label-decoder.ts'
import { PowerTable } from './power-table.ts'
import { createRandom } from './random.ts'

// More than one block, and the last sample not sorted yet.
const count = 2500
const rows = {
  count,
  nodes: 1,
  neighbours: 1,
  index: new Uint16Array(count),
  weight: new Float32Array(count).fill(1, 0, count - 1),
}

test.each([null, [3, 1, 2, 1, 0.5, 1]])(
  'what is followed column by column is what is ranked anew, prior %s',
  (prior) => {
    const random = createRandom(3)
    const powers = new PowerTable()
    powers.setPower(2.5)
    // Few different scores, so that many are equal.
    const draw = () => Float32Array.from({ length: count }, () => 0.25 + Math.floor(6 * random()) / 4)
    const columns: (Float32Array | null)[] = [draw(), null, draw(), null, null, draw()]
    const state = { columns, prior, powers, unseen: 0.5, sharing: 3, unsureClass: 0 }
    const followed = createPredictions(count)
    const ranking = new ClassRanking(rows)
    ranking.decode({ ...state, changed: 'all' }, followed)
    const edits: (number[] | 'gone')[] = [[1], [2], [2, 5], [1], 'gone', [3, 4], [0], [0, 1, 2, 3, 4, 5], [2]]
    for (const edit of edits) {
      const changed = edit === 'gone' ? [1] : edit
      for (const l of changed) columns[l] = edit === 'gone' ? null : draw()
      const before = followed.best.slice()
      const changes = ranking.decode({ ...state, changed: new Set(changed) }, followed)
      expect(changes).toBe(before.reduce((sum, l, sample) => sum + (l === followed.best[sample] ? 0 : 1), 0))
      const anew = createPredictions(count)
      new ClassRanking(rows).decode({ ...state, changed: 'all' }, anew)
      expect(followed).toEqual(anew)
      for (const sample of [0, 1, 2047, 2048, count - 2]) {
        const evidence = columns.map((column, l) =>
          column ? (prior?.[l] ?? 1) * powers.of(column[sample]) : 0,
        )
        const sum = evidence.reduce((total, each) => total + each, 0)
        const [first, second] = evidence.toSorted((a, b) => b - a)
        expect(followed.confidence[sample]).toBeCloseTo(first / sum, 6)
        expect(followed.uncertainty[sample]).toBeCloseTo(1 - (first - second) / (sum + 0.5), 6)
        expect(evidence[followed.best[sample]]).toBeCloseTo(first, 6)
      }
      expect(followed.best[count - 1]).toBe(-1)
    }
  },
)
