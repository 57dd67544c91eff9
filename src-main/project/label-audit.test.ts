import { describe, expect, it } from 'vitest'
import type { Asked, StepKind } from '../contract/labeling.ts'
import { auditWeights, groupSamples, type SamplesSince } from './label-audit.ts'
import { LabelState } from './label-state.ts'
import { seededRandom } from './testing/fixture.ts'

/** A log in memory: what somebody does, and samples that come. */
class Sketch {
  readonly state: LabelState
  readonly imports: SamplesSince[]
  #events = 0

  constructor(count: number) {
    this.state = new LabelState(count, (classId) => classId)
    this.imports = [{ afterEvent: 0, count }]
  }

  act(kind: StepKind, ordinals: readonly number[], asked: Asked | null = null): void {
    const classId = kind === 'label' || kind === 'bulk' ? 1 : null
    const action = {
      id: ++this.#events,
      kind,
      classId,
      annotator: 'ann',
      at: '',
      asked,
      detail: null,
      batchId: null,
    }
    this.state.apply(action, ordinals)
  }

  import(count: number): void {
    const all = (this.imports.at(-1) as SamplesSince).count + count
    this.imports.push({ afterEvent: this.#events, count: all })
    this.state.grow(all)
  }

  weights(groups: ArrayLike<number>): number[] {
    const { tape, current } = this.state
    const grouped = groupSamples(groups, this.imports)
    return Array.from(auditWeights(tape, this.state.auditLabels(), grouped, current.excluded))
  }
}

/** Equal but for rounding. */
function expectWeights(weights: readonly number[], expected: readonly number[]): void {
  expect(weights).toHaveLength(expected.length)
  weights.forEach((weight, i) => {
    expect(weight).toBeCloseTo(expected[i], 12)
  })
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
/** Ten samples, five in each of two groups. */
const halves = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]

describe('the weights of audit labels', () => {
  it('are 1 while nothing but audit questions is answered', () => {
    const sketch = new Sketch(10)
    for (const ordinal of [3, 7, 1]) sketch.act('label', [ordinal], 'audit')
    sketch.act('skip', [2], 'audit')
    sketch.act('flag', [9])
    expectWeights(sketch.weights(halves), [1, 1, 1])
    expect(new Sketch(10).weights(halves)).toEqual([])
  })

  it('follow what was labeled otherwise since, and what was cleared', () => {
    const sketch = new Sketch(10)
    sketch.act('label', [0], 'audit')
    sketch.act('label', [5], 'audit')
    sketch.act('bulk', [6, 7, 8, 9])
    // Open now: five samples of the first group, one of the second; when both were drawn: five and five.
    expectWeights(sketch.weights(halves), [5 / 6 / 0.5, 1 / 6 / 0.5])
    sketch.act('label', [1], 'audit')
    // The third was drawn from five and one.
    const first = (1 / 2 + 1 / 2 + 5 / 6) / 3
    const second = (1 / 2 + 1 / 2 + 1 / 6) / 3
    const weights = sketch.weights(halves)
    expect(weights[0]).toBeCloseTo(5 / 6 / first, 12)
    expect(weights[1]).toBe(weights[0])
    expect(weights[2]).toBeCloseTo(1 / 6 / second, 12)
    sketch.act('clear', [6, 7, 8, 9])
    expect(sketch.weights(halves)[2]).toBeCloseTo(1 / 2 / second, 12)
  })

  it('leave out draws that were taken back or cleared', () => {
    const sketch = new Sketch(10)
    sketch.act('label', [0], 'audit')
    sketch.act('bulk', [5, 6, 7, 8, 9])
    sketch.act('label', [1], 'audit')
    sketch.act('clear', [0])
    expectWeights(sketch.weights(halves), [1])
    sketch.state.moveTo(sketch.state.tape.head - 2)
    expectWeights(sketch.weights(halves), [1 / 0.5])
  })

  it('count samples only from their import on, and those without a group as one more', () => {
    const sketch = new Sketch(5)
    sketch.act('label', [0], 'audit')
    sketch.import(5)
    sketch.act('label', [9], 'audit')
    const first = (1 + 1 / 2) / 2
    const second = (0 + 1 / 2) / 2
    for (const groups of [halves, halves.slice(0, 5)]) {
      expectWeights(sketch.weights(groups), [0.5 / first, 0.5 / second])
    }
  })

  it('take what is excluded now never to have been there', () => {
    const act = (sketch: Sketch, excluded: number[], taken: number[]) => {
      sketch.act('label', [0], 'audit')
      sketch.act('bulk', [8, 9])
      sketch.act('exclude', excluded)
      sketch.act('label', [5], 'audit')
      sketch.act('label', taken, 'audit')
      sketch.act('clear', [9])
      return sketch
    }
    const with7 = act(new Sketch(10), [7], [1]).weights(halves)
    // The same as in a project of nine samples.
    const nine = [0, 0, 0, 0, 0, 1, 1, 1, 1]
    const without = new Sketch(9)
    without.act('label', [0], 'audit')
    without.act('bulk', [7, 8])
    without.act('label', [5], 'audit')
    without.act('label', [1], 'audit')
    without.act('clear', [8])
    expectWeights(with7, without.weights(nine))
    // An answer that was excluded is no draw any more.
    const gone = act(new Sketch(10), [7], [1])
    gone.act('exclude', [1])
    expect(gone.state.auditLabels().map(({ ordinal }) => ordinal)).toEqual([0, 5])
    // Without samples 1 and 7: four and four at the first draw, four and two at the second, four and three now.
    expectWeights(gone.weights(halves), [4 / 7 / ((4 / 8 + 4 / 6) / 2), 3 / 7 / ((4 / 8 + 2 / 6) / 2)])
  })

  it('count samples that were taken back in as gone meanwhile', () => {
    const sketch = new Sketch(10)
    sketch.act('exclude', [5, 6, 7, 8, 9])
    sketch.act('label', [0], 'audit')
    sketch.act('include', [5, 6])
    sketch.act('label', [7], 'audit')
    // Open: five and none at the first draw, five and three at the second (who labels takes back in), and now.
    const first = (1 + 5 / 8) / 2
    const second = (0 + 3 / 8) / 2
    expectWeights(sketch.weights(halves), [5 / 8 / first, 3 / 8 / second])
  })

  it('make the audit stand for what is open now, where a plain mean does not', () => {
    // Guesses are right nine times in ten in group 0 and five times in ten in group 1.
    const rightShare = [0.9, 0.5]
    const groups = [
      ...range(0, 200).map(() => 0),
      ...range(0, 200).map(() => 1),
      ...range(0, 100).map(() => 0),
    ]
    const rounds = 400
    let weighted = 0
    let squares = 0
    let plain = 0
    let truth = 0
    for (let round = 0; round < rounds; round++) {
      const random = seededRandom(round)
      const sketch = new Sketch(400)
      const right = groups.map((group) => (random() < rightShare[group] ? 1 : 0))
      const drawAudits = (count: number) => {
        for (let i = 0; i < count; i++) {
          const { labels, excluded } = sketch.state.current
          const open = range(0, labels.length).filter((at) => labels[at] === 0 && !excluded[at])
          sketch.act('label', [open[Math.floor(random() * open.length)]], 'audit')
        }
      }
      drawAudits(20)
      const { labels } = sketch.state.current
      sketch.act(
        'bulk',
        range(220, 400).filter((ordinal) => labels[ordinal] === 0),
      )
      drawAudits(10)
      // Junk, answers to audit questions among it; some comes back.
      sketch.act('exclude', range(100, 240))
      drawAudits(10)
      sketch.act('include', range(100, 150))
      sketch.import(100)
      drawAudits(10)

      const audits = sketch.state.auditLabels()
      const weights = sketch.weights(groups)
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const mean = audits.reduce((sum, { ordinal }, i) => sum + weights[i] * right[ordinal], 0) / total
      const { labels: now, audited, excluded } = sketch.state.current
      const open = range(0, 500).filter((at) => !excluded[at] && (now[at] === 0 || audited[at] === 1))
      const share = open.reduce((sum, ordinal) => sum + right[ordinal], 0) / open.length
      weighted += (mean - share) / rounds
      squares += (mean - share) ** 2 / rounds
      plain += audits.reduce((sum, { ordinal }) => sum + right[ordinal], 0) / audits.length / rounds
      truth += share / rounds
    }
    const standardError = Math.sqrt(squares / rounds)
    expect(Math.abs(weighted)).toBeLessThan(3 * standardError + 0.003)
    expect(Math.abs(plain - truth)).toBeGreaterThan(0.05)
  })
})
