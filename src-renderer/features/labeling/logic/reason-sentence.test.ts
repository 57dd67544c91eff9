import { describe, expect, it } from 'vitest'
import type { Reason } from '../../../../src-main/contract/labeling.ts'
import { useKeyBindings } from '../../../lib/key-bindings.ts'
import { reasonSentence } from './reason-sentence.ts'

const names = new Map([
  [1, 'cat'],
  [2, 'dog'],
  [3, 'cow'],
])
const say = (reason: Reason, unsure: number | null = null) =>
  reasonSentence(reason, (id) => names.get(id) ?? '?', unsure)

describe('reasonSentence', () => {
  it('says what one label in an unlabeled cluster is worth', () => {
    expect(say({ kind: 'unlabeled-cluster', component: 4, size: 1412 })).toBe(
      'No label in this cluster yet. 1,412 samples look alike; one label speaks for them all.',
    )
    expect(say({ kind: 'unlabeled-cluster', component: 4, size: 1 })).toContain('nothing else looks like')
  })

  it('names the classes of a mixed cluster with their shares', () => {
    const classes = [
      { classId: 1, share: 0.54 },
      { classId: 2, share: 0.38 },
    ]
    expect(say({ kind: 'mixed-cluster', component: 4, size: 412, classes })).toBe(
      '412 samples split between “cat” (54%) and “dog” (38%). A few labels here tell them apart.',
    )
  })

  it('joins three names and drops the rest', () => {
    const classes = [1, 2, 3, 1].map((classId) => ({ classId, probability: 0.25 }))
    expect(say({ kind: 'between-classes', classes })).toBe(
      'The model hesitates between “cat” (25%), “dog” (25%) and “cow” (25%).',
    )
  })

  it('names the clusters a sample lies between', () => {
    const components = [
      { component: 12, responsibility: 0.511 },
      { component: 47, responsibility: 0.44 },
    ]
    expect(say({ kind: 'between-clusters', components })).toBe(
      'It lies between cluster 12 (51%) and cluster 47 (44%); its label ties them together.',
    )
  })

  it('does not speak of "between" when there is one', () => {
    expect(say({ kind: 'between-classes', classes: [{ classId: 1, probability: 0.3 }] })).not.toContain(
      'between',
    )
    expect(say({ kind: 'mixed-cluster', component: 1, size: 1, classes: [] })).toContain('1 sample ')
  })

  it('puts numbers to what is far from every label, or from everything', () => {
    expect(say({ kind: 'no-label-near', component: 4, size: 214, likeness: 0.118 })).toBe(
      'Nothing labeled is much like it (likeness 12%). Its cluster has 214 samples, and the labels there lie farther off.',
    )
    const outlier = say({ kind: 'outlier', distance: 3.14 })
    expect(outlier).toContain('3.1 times as far')
    expect(outlier).toContain('X excludes it, Space skips it.')
    useKeyBindings.setState({ overrides: { exclude: ['$mod+e'] } })
    expect(say({ kind: 'outlier', distance: 3.14 })).toContain('Ctrl+E excludes it')
    useKeyBindings.setState({ overrides: { exclude: [] } })
    expect(say({ kind: 'outlier', distance: 3.14 })).toMatch(/no proper sample at all\.$/)
    useKeyBindings.setState({ overrides: {} })
  })

  it('tells of an audit question what it is for and why no guess is shown', () => {
    const sentence = say({ kind: 'audit' })
    expect(sentence).toContain('at random')
    expect(sentence).toContain('once you have answered')
  })

  it('says when a cluster is settled and when a sample was picked at random', () => {
    expect(say({ kind: 'settled', component: 1, size: 9 })).toContain('9 samples')
    expect(say({ kind: 'settled', component: 1, size: 9 }, 0.1)).toContain('Little doubt')
    expect(say({ kind: 'settled', component: 1, size: 9 }, 0.8)).not.toContain('Little doubt')
    expect(say({ kind: 'random' })).toContain('at random')
  })
})
