import { describe, expect, it } from 'vitest'
import { splitEpochs } from './commands/train.ts'
import {
  alignColumns,
  alignFields,
  formatBytes,
  formatDuration,
  formatPercent,
  plural,
} from './formatting.ts'

describe('formatting', () => {
  it('says durations as people do', () => {
    expect([0, 0.31, 8.4, 59.6, 80, 120, 3600, 7500, -1].map(formatDuration)).toEqual([
      '0 s',
      '0.3 s',
      '8 s',
      '1 min',
      '1 min 20 s',
      '2 min',
      '1 h',
      '2 h 5 min',
      '0 s',
    ])
  })

  it('says numbers', () => {
    expect([plural(1, 'class', 'classes'), plural(60_000, 'sample'), formatPercent(0.9126)]).toEqual([
      '1 class',
      '60,000 samples',
      '91.3 %',
    ])
  })

  it('says sizes', () => {
    expect([0, 999, 409_600, 49_319_936, 1.24e9].map(formatBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '410 kB',
      '49.3 MB',
      '1.2 GB',
    ])
  })

  it('puts things under each other', () => {
    expect(
      alignColumns([
        ['labels', 'mean'],
        ['30', '91.2 %'],
        ['1,000', '9.1 %'],
      ]),
    ).toEqual(['labels     mean', '30       91.2 %', '1,000     9.1 %'])
    expect(
      alignFields([
        ['a', '1'],
        ['bcd', '2'],
      ]),
    ).toEqual(['a     1', 'bcd   2'])
  })
})

describe('splitEpochs', () => {
  it('keeps the proportion of the defaults, the sum, and one epoch each', () => {
    expect(splitEpochs(22, { warmupEpochs: 10, elboEpochs: 12 })).toEqual({
      warmupEpochs: 10,
      elboEpochs: 12,
    })
    expect(splitEpochs(11, { warmupEpochs: 10, elboEpochs: 12 })).toEqual({ warmupEpochs: 5, elboEpochs: 6 })
    expect(splitEpochs(2, { warmupEpochs: 400, elboEpochs: 6 })).toEqual({ warmupEpochs: 1, elboEpochs: 1 })
    expect(splitEpochs(5, { warmupEpochs: 1, elboEpochs: 500 })).toEqual({ warmupEpochs: 1, elboEpochs: 4 })
  })
})
