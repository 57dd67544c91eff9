import { describe, expect, it } from 'vitest'
import type { QualityReport } from '../../contract/quality.ts'
import { qualityLines } from './quality-lines.ts'

const interval = { value: 0.9, low: 0.82, high: 0.95 }
const report: QualityReport = {
  revision: 3,
  decoder: 'graph',
  samples: 5000,
  labeled: 160,
  audits: 32,
  auditsSkipped: 0,
  target: 0.95,
  accuracy: { state: 'known', method: 'prediction-powered', audits: 32, ...interval },
  calibration: { from: 'audit', error: 0.034, bins: [] },
  classes: [
    {
      classId: 1,
      labeled: 90,
      audited: 20,
      predicted: 3000,
      precision: interval,
      recall: null,
      share: interval,
    },
  ],
  clusters: [],
  unseen: { mass: { value: 0, low: 0, high: 0.11 }, singletons: 0, draws: 32 },
  suspects: [
    {
      sample: 17,
      classId: 1,
      annotator: 'Ada',
      probability: 0.012,
      suggestedClassId: 2,
      suggestedProbability: 0.97,
    },
  ],
  disputes: [
    {
      sample: 9,
      opinions: [
        { annotator: 'Ada', classId: 1 },
        { annotator: 'Grace', classId: 2 },
      ],
      consensusClassId: 2,
      probability: 0.8,
    },
  ],
  annotators: [{ annotator: 'Ada', labels: 160, shared: 1, reliability: interval }],
  forecast: { state: 'range', low: 40, high: 70 },
  advice: {
    stop: false,
    rules: [
      { rule: 'accuracy', met: false, value: 0.82, limit: 0.95 },
      { rule: 'stability', met: true, value: 0.001, limit: 0.005 },
      { rule: 'unseen', met: true, value: 0, limit: 0.01 },
    ],
  },
  curve: [],
}
const names = {
  className: (classId: number) => ['cat', 'dog'][classId - 1],
  sampleName: (sample: number) => `pet-${sample}.png`,
}
const text = (change: Partial<QualityReport> = {}) => qualityLines({ ...report, ...change }, names).join('\n')

describe('qualityLines', () => {
  it('tells a person what is known, with intervals', () => {
    expect(text()).toMatchInlineSnapshot(`
      "labels        160 of 5,000 samples
      audit         32 samples drawn at random and labeled
      accuracy      90.0 % (82.0 % to 95.0 %) of the guesses for 4,840 unlabeled samples, from audit labels and confidences
      calibration   confidences are off by 3.4 % on average, by audit labels
      unseen        0.0 % (0.0 % to 11.0 %) of the samples may be of classes that nobody has labeled yet
      forecast      40 to 70 more labels to 95.0 %
      advice        go on; not yet: the low end of accuracy is at the target

      class   labels   audit   guessed                   precision   recall                       share
      cat         90      20     3,000   90.0 % (82.0 % to 95.0 %)        –   90.0 % (82.0 % to 95.0 %)

      Labels that all others speak against (1):
        pet-17.png: cat by Ada has 1.2 %, dog 97.0 %

      Samples on which people disagree (1):
        pet-9.png: Ada cat, Grace dog; most speaks for dog (80.0 %)

      annotator   labels   shared   says what most speaks for
      Ada            160        1   90.0 % (82.0 % to 95.0 %)"
    `)
  })

  it.each<[Partial<QualityReport>, RegExp]>([
    [
      { accuracy: { state: 'too-early', audits: 7, needed: 15 } },
      /accuracy +not enough audit labels yet: 7 of 15/,
    ],
    [{ auditsSkipped: 4 }, /4 passed over, of which nothing is known/],
    [{ forecast: { state: 'range', low: 40, high: null } }, /40 or many more labels to 95.0 %/],
    [{ forecast: { state: 'range', low: 0, high: null } }, /95.0 % may be reached already, or take many/],
    [{ forecast: { state: 'range', low: 0, high: 0 } }, /forecast +95.0 % are probably reached/],
    [{ forecast: { state: 'reached' } }, /forecast +95.0 % are reached/],
    [{ forecast: { state: 'out-of-reach', ceiling: 0.93 } }, /levels off near 93.0 %, below 95.0 %/],
    [{ forecast: { state: 'too-early', labels: 12, needed: 75 } }, /too early: 12 of about 75 labels/],
    [{ unseen: { mass: null, singletons: 2, draws: 8 } }, /not enough random draws yet: 8/],
    [{ calibration: { from: 'all', error: null, bins: [] } }, /calibration +not enough labels yet/],
    [{ advice: { ...report.advice, stop: true } }, /advice +stop: guesses hardly change any more/],
  ])('says how it stands: %o', (change, words) => {
    expect(text(change)).toMatch(words)
  })

  it('lists twenty of many suspects', () => {
    const lines = text({ suspects: new Array(50).fill(report.suspects[0]) })
    expect(lines.match(/pet-17.png/g)).toHaveLength(20)
    expect(lines).toContain('and 30 more')
  })

  it('leaves out what there is nothing of', () => {
    const lines = text({ suspects: [], disputes: [], annotators: [], classes: [] })
    expect(lines).not.toMatch(/speak against|disagree|annotator|precision/)
  })
})
