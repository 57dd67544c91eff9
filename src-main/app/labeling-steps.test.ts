import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { exportRequestSchema } from '../contract/export.ts'
import { membersNeeded } from './cluster-check.ts'
import { openTwoClusters } from './testing/sorted-project.ts'

const count = 60
const ids = Array.from({ length: count }, (_, i) => i + 1)
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openSorted() {
  const opened = await openTwoClusters(count)
  end = opened.end
  return opened
}

const page = { offset: 0, limit: 500 }

describe('what an action changed', () => {
  it('is told with its outcome, and looked at page by page', async () => {
    const { labeling, a, b } = await openSorted()
    const first = labeling.label([1], a)
    expect(first).toMatchObject({ changed: count - 1, confident: 0 })
    const second = labeling.label([2], b)
    const { eventId, total, samples } = labeling.views.changes(page)
    expect(eventId).toBe(second.eventId)
    const became = (kind: string) => samples.filter((change) => change.became === kind)
    expect(became('changed')).toHaveLength(second.changed)
    expect(
      became('changed').every(({ sample, before }) => before?.classId === a && sample.guess?.classId === b),
    ).toBe(true)
    expect(labeling.views.changes({ ...page, kind: 'confident' }).total).toBe(second.confident)
    expect(total).toBe(samples.length)
    expect(labeling.views.changes({ kind: 'changed', offset: 2, limit: 3 }).samples).toEqual(
      became('changed').slice(2, 5),
    )
    const confidences = became('changed').map(({ sample }) => sample.guess?.confidence ?? 0)
    expect(confidences).toEqual(confidences.toSorted((x, y) => y - x))
    expect(labeling.undo()).toMatchObject({ changed: second.changed })
  })

  it('is nothing before the first action', async () => {
    const { labeling } = await openSorted()
    expect(labeling.views.changes(page)).toEqual({ eventId: 0, total: 0, samples: [] })
  })
})

describe('an excluded sample', () => {
  it('is not asked, by questions or the audit, until it is taken back', async () => {
    const { labeling, a } = await openSorted()
    labeling.label([1], a)
    const others = ids.slice(5)
    labeling.exclude(others, true)
    const asked = () =>
      labeling.views.queue({ count: 50, strategy: 'default', exclude: [] }).map(({ sample }) => sample.id)
    expect(asked().sort()).toEqual([2, 3, 4, 5])
    expect(
      labeling.audit
        .next(50)
        .map((ordinal) => ordinal + 1)
        .sort(),
    ).toEqual([2, 3, 4, 5])
    labeling.exclude(others, false)
    expect(labeling.audit.next(100)).toHaveLength(count - 1)
    labeling.undo()
    expect(asked()).toHaveLength(4)
  })

  it('is no evidence, whatever label it has', async () => {
    const { labeling, a, b } = await openSorted()
    labeling.label([1], a)
    const before = ids.map((id) => labeling.views.probabilities(id))
    labeling.label([2], b)
    labeling.exclude([2], true)
    expect(labeling.summary()).toMatchObject({ labeled: 1, excluded: 1 })
    expect(labeling.classes.list().map(({ labeled }) => labeled)).toEqual([1, 0])
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(before)
    expect(labeling.views.samples([2])[0]).toMatchObject({ excluded: true, label: { classId: b } })
    labeling.exclude([2], false)
    expect(labeling.summary().labeled).toBe(2)
  })

  it('comes back in with a label of its own', async () => {
    const { labeling, a } = await openSorted()
    labeling.exclude([1], true)
    labeling.label([1], a)
    expect(labeling.views.samples([1])[0]).toMatchObject({ excluded: false, label: { classId: a } })
  })

  it('is no part of its cluster for counts, priority and one-key labels', async () => {
    const { labeling, a, row } = await openSorted()
    const before = row(0)
    labeling.exclude([1, 3, 5], true)
    expect(row(0)).toMatchObject({ size: 30, excluded: 3, labeled: 0 })
    expect(row(0)?.priority).toBeLessThan(before?.priority ?? 0)
    expect(labeling.views.check({ component: 0, count: 1 }).open).toBe(27)
    expect(labeling.labelCluster(0, a).touched).toBe(27)
    expect(labeling.views.samples([1])[0].label).toBeNull()
    const shown = labeling.views.cluster({ component: 0, order: 'random', hideExcluded: true, ...page })
    expect([shown.total, shown.samples.length]).toEqual([27, 27])
    expect(labeling.views.cluster({ component: 0, order: 'typical', ...page }).total).toBe(30)
  })

  it('counts neither for quality nor for confidence', async () => {
    const { project, labeling, a, b } = await openSorted()
    for (const [i, ordinal] of labeling.audit.next(20).entries()) {
      labeling.audit.served(ordinal + 1)
      labeling.label([ordinal + 1], ordinal % 2 === 0 ? a : b)
      if (i === 19) labeling.exclude([ordinal + 1], true)
    }
    const report = project.quality.report()
    expect(report).toMatchObject({ samples: count - 1, labeled: 19, audits: 19 })
    expect(report.clusters.reduce((sum, { size }) => sum + size, 0)).toBe(count - 1)
    expect(report.annotators[0].labels).toBe(19)
    const open = ids.filter((id) => labeling.views.samples([id])[0].label === null)
    labeling.exclude(open, true)
    expect(labeling.summary()).toMatchObject({ confident: 0, excluded: open.length + 1 })
  })

  it('is not exported, and the report says how many are not', async () => {
    const { project, labeling, folder, a } = await openSorted()
    labeling.label([1, 3], a)
    labeling.exclude([3, 4], true)
    const request = exportRequestSchema.parse({ format: 'jsonl', out: join(folder, 'out.jsonl') })
    expect(await project.exports.preview(request)).toMatchObject({ rows: count - 2, excluded: 2 })
    expect(await project.exports.run(request)).toMatchObject({
      rows: count - 2,
      excluded: 2,
      bySource: { human: 1 },
    })
  })
})

describe('the check of a cluster', () => {
  it('offers one key when the first members of the random order agree, and the step remembers it', async () => {
    const { project, labeling, a, b } = await openSorted()
    const next = () => labeling.views.check({ component: 0, count: 3 })
    for (let looked = 0; looked < membersNeeded; looked++) {
      expect(next()).toMatchObject({
        checked: looked,
        offered: false,
        needed: membersNeeded,
        open: 30 - looked,
      })
      labeling.label([next().next[0].id], a)
    }
    const { offered, purityAtLeast, open } = next()
    expect({ offered, open }).toEqual({ offered: true, open: 22 })
    expect(labeling.labelCluster(0, a).touched).toBe(22)
    const [step] = labeling.history({ limit: 1 })
    expect(step).toMatchObject({ kind: 'bulk', component: 0, samples: 22 })
    const [{ action }] = project.store.labels.inEffect()
    expect(action.detail).toEqual({ component: 0, checked: membersNeeded, purityAtLeast })
    labeling.undo()
    labeling.label([next().next[0].id], b)
    expect(next()).toMatchObject({ offered: false, classes: [{ classId: a }, { classId: b, count: 1 }] })
  })

  it('goes in the order in which random members are shown', async () => {
    const { labeling } = await openSorted()
    const shown = labeling.views.cluster({ component: 1, order: 'random', offset: 0, limit: 6 })
    expect(labeling.views.check({ component: 1, count: 6 }).next).toEqual(shown.samples)
  })
})

describe('a second look', () => {
  it('is listed by what calls for it', async () => {
    const { labeling, a } = await openSorted()
    labeling.flag([3], true, 'blurred')
    labeling.comments.add(4, 'An o or a zero?')
    labeling.exclude([5], true)
    labeling.skip([6])
    const review = (kind: Parameters<typeof labeling.views.review>[0]['kind']) =>
      labeling.views.review({ kind, ...page })
    expect(review('flagged').samples).toMatchObject([{ id: 3, flagged: true, flagReason: 'blurred' }])
    expect(review('commented').samples).toMatchObject([{ id: 4, comments: 1 }])
    expect(review('excluded').samples.map(({ id }) => id)).toEqual([5])
    expect(review('skipped').samples.map(({ id }) => id)).toEqual([6])
    expect(review('low-confidence').total).toBe(0)
    labeling.label([1], a)
    const unsure = review('low-confidence')
    expect(unsure.total).toBe(count - 3)
    const confidences = unsure.samples.map(({ guess }) => guess?.confidence ?? 0)
    expect(confidences).toEqual(confidences.toSorted((x, y) => x - y))
    expect(labeling.summary().commented).toBe(1)
  })

  it('shows what is most alike', async () => {
    const { labeling } = await openSorted()
    const { state, samples } = labeling.views.neighbours({ id: 1, count: 5 })
    expect(state).toBe('ready')
    expect(samples.every(({ sample }) => sample.id % 2 === 1 && sample.id !== 1)).toBe(true)
    const distances = samples.map(({ distance }) => distance)
    expect(distances).toEqual(distances.toSorted((x, y) => x - y))
  })
})
