import { expect, it } from 'vitest'
import type { ComparedMoment, Snapshot, SnapshotComparison } from '../../contract/snapshots.ts'
import { comparisonLines, restoreLines, snapshotLines } from './snapshot-lines.ts'

const accuracy = {
  state: 'known',
  method: 'beta',
  audits: 40,
  value: 0.912,
  low: 0.85,
  high: 0.96,
} as const
const moment: ComparedMoment = {
  snapshotId: 1,
  name: 'first',
  at: '2026-03-01T10:20:30.000Z',
  samples: 5000,
  labeled: 120,
  runId: 1,
  decoder: 'graph',
  prior: { kind: 'uniform' },
  accuracy: { state: 'too-early', audits: 2, needed: 15 },
}
const cat = { id: 1, name: 'cat', colour: '#0072c6', mergedInto: null }
const compared: SnapshotComparison = {
  from: moment,
  to: { ...moment, snapshotId: null, name: null, labeled: 1200, accuracy },
  labels: { same: 118, added: 1081, changed: 1, cleared: 1, excluded: 3, included: 0 },
  people: [
    { annotator: 'eve', added: 1081, changed: 1, cleared: 0 },
    { annotator: null, added: 0, changed: 0, cleared: 1 },
  ],
  guesses: { changed: 12, compared: 3800 },
  cells: {
    labels: [
      { from: null, to: 1, count: 1081 },
      { from: 1, to: 1, count: 118 },
      { from: 2, to: 1, count: 1 },
    ],
    answers: [],
  },
  classes: {
    all: [cat, { ...cat, id: 2, name: 'kitten', mergedInto: 1 }, { ...cat, id: 3, name: 'owl' }],
    added: [3],
    merged: [{ id: 2, into: 1 }],
    renamed: [{ id: 1, from: 'Cat', to: 'cat' }],
  },
}

it('says what changed between two moments', () => {
  expect(comparisonLines(compared)).toEqual([
    'from       “first” of 2026-03-01 10:20: 120 labels, run 1, accuracy not known yet',
    'to         now: 1,200 labels, run 1, accuracy 91.2 % (85.0 % to 96.0 %)',
    'labels     1,081 new, 1 changed, 1 taken away, 118 the same',
    'excluded   3 more, 0 taken back in',
    'guesses    12 of 3,800 changed',
    '',
    'Who changed labels:',
    '  eve: 1,081 new, 1 changed, 0 taken away',
    '  undo: 0 new, 0 changed, 1 taken away',
    '',
    'Labels that changed:',
    '  none → cat: 1,081',
    '  kitten → cat: 1',
    '',
    'Classes:',
    '  owl is new',
    '  kitten was merged into cat',
    '  Cat is called cat now',
  ])
})

it('lists snapshots, and says what a restoring did', () => {
  const facts = { counts: { labeled: 1200 }, accuracy } as Snapshot['facts']
  const snapshot = { name: 'first', takenAt: moment.at, annotator: 'ann', runId: null, facts } as Snapshot
  expect(snapshotLines([])).toEqual(['No snapshot was taken yet.'])
  expect(snapshotLines([snapshot])[1].split(/ {3,}/)).toEqual([
    'first',
    '2026-03-01 10:20',
    'ann',
    '1,200',
    '91.2 % (85.0 % to 96.0 %)',
    'none',
  ])
  const report = {
    snapshot: 'first',
    samples: 3,
    eventId: 9,
    newer: 2,
    merged: 1,
    runId: 4,
    decoderChanged: true,
  }
  expect(restoreLines(report)).toEqual([
    '3 samples restored from “first”; undo takes it back',
    '2 samples came later and keep their labels',
    '1 label of classes that were merged since count as the class that is left',
    'the model of run 4 is in use again',
    'decoder and prior are those of then',
  ])
  const nothing = { ...report, samples: 0, newer: 0, merged: 0, runId: null, decoderChanged: false }
  expect(restoreLines(nothing)).toEqual(['All labels are as they were in “first” already.'])
})
