import { describe, expect, it } from 'vitest'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { clusterCoverage } from './coverage.ts'

describe('clusterCoverage', () => {
  const component = Uint16Array.from([0, 0, 0, 0, 0, 0, 2, 2, noComponent])
  const confidence = Float32Array.from([1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0])

  it('has labels, audits and confidence of every cluster that has samples', () => {
    const labeled = [3, 0, 0, 0, 0, 0, 7, 7, 7]
    expect(
      clusterCoverage({ component, componentCount: 3, labeled, audited: [0, 6, 8], confidence }),
    ).toEqual([
      // Of three labels two clusters share, six of eight samples would call for 2¼.
      {
        component: 0,
        size: 6,
        labeled: 1,
        audited: 1,
        representation: expect.closeTo(1 / 2.25, 12),
        confidence: 0.6,
      },
      {
        component: 2,
        size: 2,
        labeled: 2,
        audited: 1,
        representation: expect.closeTo(2 / 0.75, 12),
        confidence: 1,
      },
    ])
  })

  it('finds nothing uneven in no labels', () => {
    const rows = clusterCoverage({
      component,
      componentCount: 3,
      labeled: new Uint8Array(9),
      audited: [],
      confidence,
    })
    expect(rows.map(({ representation }) => representation)).toEqual([1, 1])
    expect(rows[1].confidence).toBe(0.25)
  })
})
