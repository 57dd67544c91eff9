import { afterEach, describe, expect, it } from 'vitest'
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

describe('a split cluster', () => {
  it('is two on the board, in questions, checks and labels, until it is joined again', async () => {
    const { labeling, a, b, row } = await openSorted()
    labeling.label([1], a)
    labeling.label([2], b)
    const before = ids.map((id) => labeling.views.probabilities(id))
    const whole = labeling.views.board()
    expect(labeling.splitCluster(0, 2)).toMatchObject({ kind: 'split', touched: 0, changed: 0 })
    const [kept, part] = [row(0), row(2)]
    expect((kept?.size ?? 0) + (part?.size ?? 0)).toBe(30)
    expect(kept?.size).toBeGreaterThanOrEqual(part?.size ?? 30)
    expect([kept?.splitFrom, part?.splitFrom]).toEqual([null, 0])
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(before)
    const members = labeling.views.cluster({ component: 2, order: 'typical', ...page })
    expect(members.samples.every(({ component }) => component === 2)).toBe(true)
    expect(labeling.views.queue({ count: 5, strategy: 'default', exclude: [] })).toHaveLength(5)
    const { open } = labeling.views.check({ component: 2, count: 1 })
    expect(labeling.labelCluster(2, a).touched).toBe(open)
    labeling.undo()
    labeling.undo()
    expect(labeling.views.board()).toEqual(whole)
    labeling.redo()
    expect(row(2)).toMatchObject({ size: part?.size, splitFrom: 0 })
  })

  it('is shown by the mean of its members', async () => {
    const { project, labeling } = await openSorted()
    labeling.splitCluster(0, 2)
    const runId = labeling.summary().runId as number
    const { input, isPart, shape } = project.prototype(runId, 0, 2)
    expect(isPart).toBe(true)
    expect(input).toHaveLength(shape.kind === 'image' ? shape.side ** 2 * shape.channels : 0)
  })

  it('is the same where latent means are too many for memory', async () => {
    const { labeling } = await openSorted()
    labeling.splitCluster(0, 2)
    const board = labeling.views.board()
    const neighbours = labeling.views.neighbours({ id: 9, count: 3 })
    labeling.undo()
    const { sorted } = labeling.model
    labeling.adoptSorted(sorted && { ...sorted, means: null })
    labeling.splitCluster(0, 2)
    expect(labeling.views.board()).toEqual(board)
    expect(labeling.views.neighbours({ id: 9, count: 3 }).samples).toHaveLength(3)
    expect(labeling.views.neighbours({ id: 9, count: 1 }).samples[0].distance).toBeCloseTo(
      neighbours.samples[0].distance,
    )
  })

  it('changes what decoders say that go by clusters', async () => {
    const { labeling, a, b } = await openSorted()
    labeling.setDecoder('soft')
    labeling.label([1], a)
    labeling.label([2], b)
    const guesses = () => labeling.views.samples(ids).map(({ guess }) => guess?.classId)
    const before = guesses()
    const { changed } = labeling.splitCluster(0, 2)
    expect(guesses().filter((guess, i) => guess !== before[i])).toHaveLength(changed)
    expect(changed).toBeGreaterThan(0)
    labeling.undo()
    expect(guesses()).toEqual(before)
  })

  it('is refused where there is nothing to split', async () => {
    const { labeling } = await openSorted()
    expect(() => labeling.splitCluster(7, 2)).toThrow('no such cluster')
    expect(labeling.summary().canUndo).toBe(false)
  })
})

describe('classes', () => {
  it('merge and come apart again with everything that follows from them', async () => {
    const { labeling, a, b } = await openSorted()
    labeling.label([1], a)
    labeling.label([2], b)
    const before = ids.map((id) => labeling.views.probabilities(id))
    expect(labeling.classes.merge(b, a)).toMatchObject({ kind: 'merge', touched: 0, changed: 0 })
    expect(labeling.classes.list()).toMatchObject([{ id: a, labeled: 2, predicted: count - 2 }])
    // What was guessed to be of the one class is of the other again.
    expect(labeling.undo()).toMatchObject({ changed: 29 })
    expect(labeling.classes.list()).toHaveLength(2)
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(before)
  })

  it('split off samples that have the class, as one step', async () => {
    const { labeling, a } = await openSorted()
    labeling.label([1, 3, 5], a)
    expect(() => labeling.classes.split({ id: a, name: 'c', samples: [1, 2] })).toThrow('Only samples of “a”')
    expect(labeling.classes.list()).toHaveLength(2)
    expect(labeling.classes.split({ id: a, name: 'c', samples: [1, 3] })).toMatchObject({ touched: 2 })
    expect(labeling.classes.list()).toMatchObject([{ labeled: 1 }, { labeled: 0 }, { name: 'c', labeled: 2 }])
    labeling.undo()
    expect(labeling.views.samples([1])[0].label?.classId).toBe(a)
  })

  it('are added many at once, each with what is wrong with it', async () => {
    const { labeling } = await openSorted()
    const added = labeling.classes.addMany(['x', 'A', '', 'y', 'X'])
    expect(added.map(({ added, error }) => added?.name ?? error?.code)).toEqual([
      'x',
      'class-conflict',
      'bad-request',
      'y',
      'class-conflict',
    ])
    expect(labeling.classes.list().map(({ name }) => name)).toEqual(['a', 'b', 'x', 'y'])
  })

  it('keep group, guideline and examples', async () => {
    const { labeling, a } = await openSorted()
    labeling.classes.update({ id: a, group: ['letters', 'vowels'], guideline: 'Round ones.' })
    labeling.classes.setExample({ id: a, sample: 7, on: true })
    expect(labeling.classes.list()[0]).toMatchObject({
      group: ['letters', 'vowels'],
      guideline: 'Round ones.',
      examples: [7],
    })
  })
})

describe('the history', () => {
  it('is travelled in one step, there and back', async () => {
    const { labeling, a, b } = await openSorted()
    const first = labeling.label([1], a)
    const early = ids.map((id) => labeling.views.probabilities(id))
    labeling.label([2], b)
    labeling.splitCluster(0, 2)
    labeling.classes.merge(b, a)
    const last = labeling.exclude([9], true)
    const late = ids.map((id) => labeling.views.probabilities(id))
    const board = labeling.views.board()
    expect(labeling.goTo(first.eventId)).toMatchObject({ kind: 'travel', canRedo: true })
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(early)
    expect(labeling.history({ limit: 10 }).filter(({ redoable }) => redoable)).toHaveLength(4)
    labeling.goTo(last.eventId)
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(late)
    expect(labeling.views.board()).toEqual(board)
    labeling.goTo(null)
    expect(labeling.summary()).toMatchObject({ labeled: 0, canUndo: false })
  })
})
