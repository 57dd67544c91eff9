import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type WorkPackages, workPlanSchema } from '../contract/work.ts'
import { Project } from '../project/project.ts'
import { errorOf } from '../project/testing/fixture.ts'
import { openTwoClusters } from './testing/sorted-project.ts'
import { untrainedProject } from './testing/untrained-project.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function opened(count = 40) {
  const made = await openTwoClusters(count)
  ends.push(made.end)
  return made
}

function untrained(count: number) {
  const made = untrainedProject(count)
  ends.push(made.end)
  return made
}

const usual = { overlapShare: 1, withLabeled: false, seed: 3, independent: false }

/** Labels all of a package's samples, each as `classOf` says by its identifier, as somebody would in the window. */
function labelAll(file: string, annotator: string, classOf: (externalId: string) => string) {
  const project = Project.open(file, { holder: 'test' })
  try {
    for (let id = 1; id <= project.samples.count(); id++) {
      const name = classOf(project.samples.meta(id).externalId)
      const { id: classId } = project.classes.find(name) ?? project.classes.add({ name })
      project.labels.append({ kind: 'label', classId, annotator, samples: [id], asked: 'audit' })
    }
  } finally {
    project.close()
  }
}

const even = (id: string) => (Number(id.match(/\d+/)?.[0]) % 2 === 0 ? 'a' : 'b')

describe('packages of work', () => {
  it('travel with some samples and come back as one step, any number of times', async () => {
    const { project, folder, labeling } = untrained(40)
    const request: WorkPackages = {
      ...usual,
      people: ['Ann', 'Ben', 'Cleo'],
      choice: { from: 'share', share: 0.5 },
      overlap: 3,
      independent: true,
      out: join(folder, 'work'),
    }
    const reports = await project.work.makePackages(request)
    expect(reports.map(({ samples, withModel }) => [samples, withModel])).toEqual([
      [20, false],
      [20, false],
      [20, false],
    ])
    const [ann, ben, cleo] = reports.map(({ file }) => file)
    labelAll(ann, 'Ann', even)
    labelAll(ben, 'Ben', (id) => (id.endsWith('7') ? 'c' : even(id)))
    labelAll(cleo, 'Cleo', even)

    const bytes = readFileSync(ben)
    const first = project.work.merge(ann)
    expect(first).toMatchObject({ taken: 20, known: 0, samples: 20, disputed: 0, classesAdded: [] })
    const second = project.work.merge(ben)
    expect(second).toMatchObject({ taken: 20, classesAdded: ['c'] })
    expect(second.disputed).toBeGreaterThan(0)
    expect(second.disputed).toBe(second.disputedSamples.length)
    project.work.merge(cleo)
    expect(readFileSync(ben).equals(bytes)).toBe(true)
    const disputes = Array.from(project.store.labels.disputes(), (ordinal) => ordinal + 1)
    expect(disputes).toEqual(second.disputedSamples)

    // A second time changes nothing.
    const revision = project.store.labels.eventCount()
    expect(project.work.merge(ben)).toMatchObject({ taken: 0, known: 20, disputed: 0, classesAdded: [] })
    expect(project.store.labels.eventCount()).toBe(revision)

    // Drawn evenly, and labeled without guesses: they count for the audit.
    expect(project.store.labels.auditLabels()).toHaveLength(20)
    const team = project.work.team()
    expect(team.agreement).toMatchObject({ samples: 20, alpha: { state: 'known' } })
    expect(team.agreement.pairs).toHaveLength(3)
    expect(
      team.people.map(({ annotator, labels, assigned, done }) => [annotator, labels, assigned, done]),
    ).toEqual([
      ['Ann', 20, 20, 20],
      ['Ben', 20, 20, 20],
      ['Cleo', 20, 20, 20],
    ])
    expect(team.merges.map(({ fileName, taken }) => [fileName, taken])).toEqual([
      ['Ben.fewlabel-work', 0],
      ['Cleo.fewlabel-work', 20],
      ['Ben.fewlabel-work', 20],
      ['Ann.fewlabel-work', 20],
    ])

    // A review settles a dispute, and agreement stays what it was.
    const alpha = team.agreement.alpha
    labeling.label([disputes[0]], project.store.classes.find('a')?.id as number, { review: true })
    expect(project.work.team()).toMatchObject({
      disputes: disputes.length - 1,
      settled: 1,
      agreement: { alpha },
    })

    // Each came as one step.
    labeling.undo()
    labeling.undo()
    labeling.undo()
    expect(project.work.team().people.find(({ annotator }) => annotator === 'Ben')?.labels).toBe(0)
    expect(labeling.summary().labeled).toBe(20)
  })

  it('hold no truth, no place of this computer, and no other samples', async () => {
    const { project, folder } = await opened()
    const out = join(folder, 'one.fewlabel-work')
    const [report] = await project.work.makePackages({
      ...usual,
      people: ['Ann'],
      choice: { from: 'clusters', clusters: [1] },
      overlap: 1,
      out,
    })
    expect(report).toMatchObject({ samples: 20, withModel: true, file: out })
    const made = Project.open(out, { holder: 'test' })
    expect(made.samples.count()).toBe(20)
    expect(made.samples.hasTruth()).toBe(false)
    expect(made.samples.metaRange(0, 20).every(({ sourcePath }) => sourcePath === null)).toBe(true)
    expect(made.classes.list().map(({ name }) => name)).toEqual(['a', 'b'])
    expect(made.work.origin()).toMatchObject({ annotator: 'Ann', independent: false, drawn: false })
    expect(made.posteriors.load(made.posteriors.current() as number)?.count).toBe(20)
    made.close()
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([])
  })

  it('bring guesses, and what was said of their samples, which comes back as known', async () => {
    const { project, folder, workbench, labeling, a, b } = await opened()
    labeling.label([1], a)
    labeling.label([2], b)
    const out = join(folder, 'guess.fewlabel-work')
    await project.work.makePackages({
      ...usual,
      people: ['Ann'],
      choice: { from: 'range', first: 1, last: 20 },
      overlap: 1,
      withLabeled: true,
      out,
    })
    const path = project.store.path
    await workbench.openProject(out)
    await workbench.project().ready()
    const there = workbench.project()
    expect(there.labeling.summary()).toMatchObject({ samples: 20, labeled: 2, runId: 1 })
    expect(workbench.shellInfo().annotator).toBe('Ann')
    const queue = there.labeling.views.queue({ count: 8, strategy: 'default', exclude: [] })
    expect(queue).toHaveLength(8)
    for (const { sample } of queue.slice(0, 4)) there.labeling.label([sample.id], a)
    there.labeling.comments.add(3, 'odd')
    there.labeling.flag([4], true, 'blurred')
    await workbench.openProject(path)
    await workbench.project().ready()
    const again = workbench.project()
    const report = again.work.merge(out)
    expect(report).toMatchObject({
      taken: 5,
      known: 2,
      comments: 1,
      people: [expect.any(String), 'Ann'].sort(),
    })
    expect(
      again.labeling.views.samples([3, 4]).map(({ comments, flagReason }) => [comments, flagReason]),
    ).toEqual([
      [1, null],
      [0, 'blurred'],
    ])
    expect(again.work.merge(out)).toMatchObject({ taken: 0, known: 7, comments: 0 })
    // Chosen by a cluster or a range: nothing the audit could go by.
    expect(again.store.labels.auditLabels()).toEqual([])
  })

  it('never clear what others said, and take back what was cleared in them', async () => {
    const { project, folder, a, b } = untrained(6)
    const reports = await project.work.makePackages({
      ...usual,
      people: ['Ann', 'Ben'],
      choice: { from: 'share', share: 1 },
      overlap: 2,
      independent: true,
      out: join(folder, 'work'),
    })
    const [ann, ben] = reports.map(({ file }) => file)
    labelAll(ann, 'Ann', () => 'a')
    labelAll(ben, 'Ben', () => 'b')
    const said = { annotator: 'Ben', asked: null }
    const clear = (id: number) => {
      const made = Project.open(ben, { holder: 'test' })
      made.labels.append({ ...said, kind: 'clear', samples: [id] })
      made.close()
    }
    const opinions = (id: number) =>
      project.store.labels.opinions(id).map(({ annotator, classId }) => [annotator, classId])
    clear(1)
    project.work.merge(ann)
    expect(project.work.merge(ben)).toMatchObject({ taken: 5, withdrawn: 0, disputed: 5 })
    expect(opinions(1)).toEqual([['Ann', a]])
    expect(opinions(2)).toEqual([
      ['Ann', a],
      ['Ben', b],
    ])
    clear(2)
    expect(project.work.merge(ben)).toMatchObject({ taken: 0, withdrawn: 1 })
    expect(opinions(2)).toHaveLength(2)
  })

  it('clear what only they said', async () => {
    const { project, folder, b } = untrained(4)
    const [{ file }] = await project.work.makePackages({
      ...usual,
      people: ['Ben'],
      choice: { from: 'share', share: 1 },
      overlap: 1,
      out: join(folder, 'ben'),
    })
    labelAll(file, 'Ben', () => 'b')
    project.work.merge(file)
    expect(project.store.labels.current().labels[1]).toBe(b)
    const made = Project.open(file, { holder: 'test' })
    made.labels.append({ kind: 'clear', annotator: 'Ben', samples: [2] })
    made.close()
    expect(project.work.merge(file)).toMatchObject({ taken: 1, known: 4, withdrawn: 0 })
    expect(project.store.labels.current().labels[1]).toBe(0)
    expect(project.work.merge(file)).toMatchObject({ taken: 0, known: 5 })
  })

  it('tell whoever judges on her own nothing of what a sample is', async () => {
    const { project, folder, a } = untrained(4)
    project.store.classes.setExample(a, 2, true)
    const [{ file }] = await project.work.makePackages({
      ...usual,
      people: ['Ben'],
      choice: { from: 'share', share: 1 },
      overlap: 1,
      independent: true,
      out: join(folder, 'ben'),
    })
    const made = Project.open(file, { holder: 'test' })
    expect(made.classes.get(a).examples).toEqual([])
    expect(made.samples.metaRange(0, 2).map(({ externalId }) => externalId)).toEqual(['1', '2'])
    made.close()
  })

  it('bring no class where something is wrong with them', async () => {
    const { project, folder } = untrained(4)
    const [{ file }] = await project.work.makePackages({
      ...usual,
      people: ['Ben'],
      choice: { from: 'share', share: 1 },
      overlap: 1,
      out: join(folder, 'ben'),
    })
    const copy = join(folder, 'copy.fewlabel-work')
    copyFileSync(file, copy)
    labelAll(file, 'Ben', () => 'b')
    await new Promise((resolve) => setTimeout(resolve, 5))
    labelAll(copy, 'Ben', () => 'new')
    project.work.merge(file)
    expect(errorOf(() => project.work.merge(copy))).toMatchObject({ code: 'source-mismatch', file: copy })
    expect(project.store.classes.list().map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('know classes by number, whatever they are called since, and tell', async () => {
    const { project, folder, labeling, a, b } = untrained(20)
    const out = join(folder, 'p.fewlabel-work')
    await project.work.makePackages({
      ...usual,
      people: ['Ann'],
      choice: { from: 'share', share: 1 },
      overlap: 1,
      out,
    })
    labelAll(out, 'Ann', even)
    labeling.classes.update({ id: a, name: 'alpha' })
    const c = labeling.classes.add({ name: 'c' }).id
    labeling.classes.merge(b, c)
    const report = project.work.merge(out)
    expect(report.classConflicts).toEqual([
      { kind: 'renamed', name: 'a', became: 'alpha' },
      { kind: 'merged-here', name: 'b', became: 'c' },
    ])
    expect(new Set(project.store.labels.current().labels)).toEqual(new Set([a, c]))
  })

  it('are refused where they do not belong, and leave everything as it was', async () => {
    const one = untrained(20)
    const other = untrained(21)
    const out = join(one.folder, 'p')
    const request = {
      ...usual,
      people: ['Ann'],
      choice: { from: 'share', share: 1 } as const,
      overlap: 1,
      out,
    }
    const [{ file }] = await one.project.work.makePackages(request)
    labelAll(file, 'Ann', even)
    const events = other.project.store.labels.eventCount()
    expect(errorOf(() => other.project.work.merge(file))).toMatchObject({ code: 'source-mismatch', file })
    expect(errorOf(() => other.project.work.merge(one.project.store.path))).toMatchObject({
      code: 'source-unsupported',
    })
    expect(errorOf(() => other.project.work.merge(join(one.folder, 'none')))).toMatchObject({
      code: 'project-not-found',
    })
    expect(other.project.store.labels.eventCount()).toBe(events)
    await expect(one.project.work.makePackages(request)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('assignments in one project', () => {
  it('are asked about first, each person about her own', async () => {
    const { project, labeling, a } = untrained(30)
    const team = project.work.assign(
      workPlanSchema.parse({ people: ['Lead', 'Ben'], choice: { from: 'range', first: 11, last: 20 } }),
    )
    expect(team.people.map(({ annotator, assigned, done }) => [annotator, assigned, done])).toEqual([
      ['Ben', 5, 0],
      ['Lead', 5, 0],
    ])
    const own = new Set(project.store.work.samplesOf(team.assignments[0].id))
    const queue = () => labeling.views.queue({ count: 8, strategy: 'default', exclude: [] })
    expect(new Set(queue().map(({ sample }) => sample.id))).toEqual(own)
    for (const id of own) labeling.label([id], a)
    // Given by choice: nothing for the audit. Then whatever is open, drawn evenly.
    expect(project.store.labels.auditLabels()).toEqual([])
    expect(project.work.team().assignments[0]).toMatchObject({ samples: 5, done: 5 })
    const rest = queue()
    expect(rest).toHaveLength(8)
    labeling.label([rest[0].sample.id], a)
    expect(project.store.labels.auditLabels()).toHaveLength(1)
    expect(project.work.withdraw(team.assignments[1].id).assignments).toHaveLength(1)
    expect(
      errorOf(() =>
        project.work.assign(
          workPlanSchema.parse({ people: ['x', 'y'], choice: { from: 'share', share: 1 }, overlap: 2 }),
        ),
      ),
    ).toMatchObject({ code: 'bad-request' })
  })
})

describe('the log for other eyes', () => {
  it('tells what is in effect, and is there whole or not at all', async () => {
    const { project, labeling, folder, a, b } = untrained(10)
    labeling.label([1, 2], a)
    labeling.label([3], b)
    labeling.undo()
    const out = join(folder, 'log.jsonl')
    const report = await project.work.writeLog({ out, format: 'jsonl', overwrite: false })
    expect(report).toMatchObject({ events: 3, rows: 4 })
    const rows = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ kind, sample, in_effect }) => [kind, sample, in_effect])).toEqual([
      ['label', 1, true],
      ['label', 2, true],
      ['label', 3, false],
      ['undo', null, null],
    ])
    const gone = new AbortController()
    gone.abort()
    const again = project.work.writeLog({ out, format: 'csv', overwrite: true }, gone.signal)
    await expect(again).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(out, 'utf8').startsWith('{')).toBe(true)
    expect(readdirSync(folder).filter((name) => /\.part(ial)?$/.test(name))).toEqual([])
    // Not even where it may replace files does it replace the project.
    const onto = project.work.writeLog({ out: project.store.path, format: 'csv', overwrite: true })
    await expect(onto).rejects.toMatchObject({ code: 'export-target-exists' })
    const nowhere = project.work.writeLog({
      out: join(folder, 'no', 'log.csv'),
      format: 'csv',
      overwrite: false,
    })
    await expect(nowhere).rejects.toMatchObject({ code: 'io-failed' })
  })
})
