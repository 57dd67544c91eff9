import { describe, expect, it } from 'vitest'
import { momentOf, takeGiven } from './given-labels.ts'

const anna = { name: 'cat', annotator: 'anna', at: '2025-01-31T09:15:02Z' }
const ben = { name: 'dog', annotator: 'ben', at: '2025-01-30T09:15:02+02:00' }

describe('takeGiven', () => {
  it('makes truth of what all say, labels of what each says, or nothing', () => {
    expect(takeGiven({ givenLabels: 'truth' }, [anna])).toEqual({ truth: 'cat' })
    expect(takeGiven({ givenLabels: 'truth' }, [anna, { ...ben, name: 'cat' }])).toEqual({ truth: 'cat' })
    expect(takeGiven({ givenLabels: 'truth' }, [anna, ben])).toEqual({ truth: null })
    expect(takeGiven({ givenLabels: 'truth' }, [])).toEqual({ truth: null })
    expect(takeGiven({ givenLabels: 'out' }, [anna])).toEqual({ truth: null })
  })

  it('puts labels in the order of their times, those without one last', () => {
    expect(takeGiven({ givenLabels: 'labels', labelsBy: 'eve' }, [{ name: 'cow' }, anna, ben])).toEqual({
      truth: null,
      labels: [
        { name: 'dog', annotator: 'ben', at: '2025-01-30T07:15:02.000Z' },
        { name: 'cat', annotator: 'anna', at: '2025-01-31T09:15:02.000Z' },
        { name: 'cow', annotator: 'eve', at: null },
      ],
    })
    expect(
      takeGiven({ givenLabels: 'labels' }, [{ name: 'cow', annotator: ' ' }]).labels?.[0].annotator,
    ).toBe('imported')
  })
})

describe('momentOf', () => {
  it('reads ISO 8601 and seconds, in UTC where nothing else is said', () => {
    expect(momentOf('2025-01-31 09:15:02')).toBe('2025-01-31T09:15:02.000Z')
    expect(momentOf('2025-01-31T09:15:02.123456Z')).toBe('2025-01-31T09:15:02.123Z')
    expect(momentOf(1_738_314_902)).toBe('2025-01-31T09:15:02.000Z')
    expect(momentOf('1738314902.5')).toBe('2025-01-31T09:15:02.500Z')
    for (const zone of ['+01', '+0100', '+01:00', ' +01:00'])
      expect(momentOf(`2025-01-31 10:15:02${zone}`)).toBe('2025-01-31T09:15:02.000Z')
    expect(momentOf('2025-01-31T09:15 UTC')).toBe('2025-01-31T09:15:00.000Z')
    expect(momentOf('2025-01-31')).toBe('2025-01-31T00:00:00.000Z')
    expect(momentOf('Fri, 31 Jan 2025 09:15:02 GMT')).toBe('2025-01-31T09:15:02.000Z')
  })

  it('takes nothing for a time that may mean several, or none', () => {
    for (const unclear of [
      '05.06.2024',
      '05/06/2024',
      '2025-01-31 9:15',
      '5',
      'label 7',
      '31 Jan 2025 09:15',
    ])
      expect(momentOf(unclear)).toBeNull()
  })

  it('takes nothing else for a time', () => {
    for (const none of [null, undefined, '', 'yesterday', -5, 1e20, Number.NaN])
      expect(momentOf(none)).toBeNull()
  })
})
