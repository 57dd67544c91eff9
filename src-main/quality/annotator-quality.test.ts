import { describe, expect, it } from 'vitest'
import { judgeAnnotators, type SharedSample } from './annotator-quality.ts'

const classIds = [11, 12]

/** Ada and Grace agree on everything, Bob says the other class of every fourth sample. */
const shared: SharedSample[] = Array.from({ length: 20 }, (_, sample) => {
  const truth = sample % 2
  return {
    sample,
    opinions: [
      { annotator: 'Ada', classIndex: truth },
      { annotator: 'Grace', classIndex: truth },
      { annotator: 'Bob', classIndex: sample % 4 === 0 ? 1 - truth : truth },
    ],
    prior: [0.5, 0.5],
  }
})

describe('judgeAnnotators', () => {
  const labels = new Map([
    ['Ada', 50],
    ['Bob', 20],
    ['Grace', 20],
    ['Zoe', 7],
  ])
  const { disputes, annotators } = judgeAnnotators(shared, labels, classIds)

  it('lists the samples on which people disagree, with what most speaks for', () => {
    expect(disputes.map(({ sample }) => sample)).toEqual([1, 5, 9, 13, 17])
    expect(disputes[0]).toMatchObject({
      opinions: [
        { annotator: 'Ada', classId: 11 },
        { annotator: 'Grace', classId: 11 },
        { annotator: 'Bob', classId: 12 },
      ],
      consensusClassId: 11,
    })
    expect(disputes.every(({ probability }) => probability > 0.9)).toBe(true)
  })

  it('rates everybody who shares samples, and nobody else', () => {
    expect(
      annotators.map(({ annotator, labels: given, shared: common }) => [annotator, given, common]),
    ).toEqual([
      ['Ada', 50, 20],
      ['Bob', 20, 20],
      ['Grace', 20, 20],
      ['Zoe', 7, 0],
    ])
    const [ada, bob, , zoe] = annotators.map(({ reliability }) => reliability)
    expect(ada?.value).toBeGreaterThan(0.95)
    expect(bob?.value).toBeCloseTo(0.75, 1)
    expect(bob?.high).toBeLessThan(0.95)
    expect(zoe).toBeNull()
  })

  it('has nothing to say where nobody shares anything', () => {
    expect(judgeAnnotators([], new Map([['Ada', 3]]), classIds)).toEqual({
      disputes: [],
      annotators: [{ annotator: 'Ada', labels: 3, shared: 0, reliability: null }],
    })
    expect(judgeAnnotators([], new Map(), [])).toEqual({ disputes: [], annotators: [] })
  })
})
