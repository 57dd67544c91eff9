import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { drawnLetters } from '../dataset/sample-set.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

/** Letters with imported truth, which nothing here may know of; odd ids are sorted into one cluster, even ids into another. */
const count = 120
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openLetters() {
  const made = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  end = made.end
  const path = join(made.folder, 'test.fewlabel')
  await made.workbench.createProject(path)
  await made.workbench.project().imports.run(drawnLetters({ count, seed: 1 }))
  return { ...made, path }
}

async function openSorted() {
  const opened = await openLetters()
  const project = opened.workbench.project()
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  const [odd, even] = ['odd', 'even'].map((name) => project.labeling.classes.add({ name }).id)
  const classOf = (id: number) => (id % 2 === 1 ? odd : even)
  /** Answers so many audit questions, as the clusters have it. */
  const answerAudits = (questions: number) => {
    for (let i = 0; i < questions; i++) {
      const [ordinal] = project.labeling.audit.next(1)
      project.labeling.audit.served(ordinal + 1)
      project.labeling.label([ordinal + 1], classOf(ordinal + 1))
    }
  }
  return { ...opened, project, odd, even, classOf, answerAudits }
}

describe('quality', () => {
  it('has a report of an untrained project, which says that it is too early', async () => {
    const { workbench } = await openLetters()
    const { labeling, quality } = workbench.project()
    labeling.label([1], labeling.classes.add({ name: 'a' }).id)
    expect(quality.report()).toMatchObject({
      samples: count,
      labeled: 1,
      audits: 0,
      target: 0.95,
      accuracy: { state: 'too-early', audits: 0 },
      classes: [{ labeled: 1, audited: 0, precision: null, recall: null, share: null }],
      clusters: [],
      suspects: [],
      forecast: { state: 'too-early' },
      advice: { stop: false },
      curve: [],
    })
    expect(workbench.topics.current('quality')?.state).toMatchObject({ audits: 0, target: 0.95 })
  })

  it('estimates accuracy from answers to audit questions, and from nothing else', async () => {
    const { workbench, project, odd, answerAudits } = await openSorted()
    // Chosen, not drawn: they count for nothing.
    project.labeling.label([1, 3, 5, 7], odd)
    project.labeling.label([2], odd)
    answerAudits(14)
    expect(project.quality.gist().accuracy).toEqual({ state: 'too-early', audits: 14, needed: 15 })
    answerAudits(26)
    const { accuracy } = project.quality.gist()
    if (accuracy.state !== 'known') throw new Error('too early')
    // The letters' truth would call nearly every guess wrong.
    expect(project.labeling.summary().accuracyAgainstTruth).toBe(0)
    expect(accuracy).toMatchObject({ audits: 40, value: 1, high: 1 })
    expect(accuracy.low).toBeGreaterThan(0.8)
    expect(workbench.topics.current('quality')?.state).toEqual(project.quality.gist())
  })

  it('tells of classes, clusters and labels that all others speak against', async () => {
    const { project, odd, even, answerAudits } = await openSorted()
    answerAudits(40)
    const { labels } = project.store.labels.current()
    const id = labels.findIndex((label, ordinal) => label === 0 && ordinal % 2 === 1) + 1
    project.labeling.label([id], odd)
    const report = project.quality.report()
    expect(report.suspects).toMatchObject([{ sample: id, classId: odd, suggestedClassId: even }])
    expect(report.calibration.from).toBe('audit')
    expect(report.calibration.error).toBeLessThan(0.2)
    expect(report.clusters.map(({ size }) => size)).toEqual([count / 2, count / 2])
    expect(report.clusters.reduce((sum, { audited }) => sum + audited, 0)).toBe(40)
    expect(report.classes.map(({ recall }) => recall?.value)).toEqual([1, 1])
    const shares = report.classes.map(({ share }) => share?.value ?? 0)
    expect(shares[0] + shares[1]).toBeCloseTo(1, 10)
    expect(report.unseen).toMatchObject({ draws: 40, singletons: 0, mass: { value: 0 } })
    // Somebody looked at it again and said that it is so.
    project.labeling.label([id], odd, { review: true })
    expect(project.quality.report().suspects).toEqual([])
  })

  it('weighs the opinions of several people', async () => {
    const { workbench, project, odd, even, classOf, answerAudits } = await openSorted()
    workbench.setAnnotator('Ada')
    answerAudits(30)
    const labeled = Array.from({ length: count }, (_, i) => i + 1).filter(
      (id) => project.labeling.views.samples([id])[0].label,
    )
    workbench.setAnnotator('Grace')
    for (const id of labeled.slice(0, 10)) project.labeling.label([id], classOf(id))
    workbench.setAnnotator('Bob')
    for (const id of labeled.slice(0, 10)) project.labeling.label([id], classOf(id) === odd ? even : odd)
    const { disputes, annotators } = project.quality.report()
    const { predictions } = project.labeling.model
    expect(disputes).toHaveLength(10)
    for (const { sample, opinions, consensusClassId, probability } of disputes) {
      expect(opinions.map(({ annotator }) => annotator)).toEqual(['Ada', 'Grace', 'Bob'])
      expect(consensusClassId).toBe(classOf(sample))
      expect(probability).toBeGreaterThan(0.9)
      // The decoder takes them for the same.
      const verdict = predictions?.verdictOn(sample - 1)
      expect(predictions?.classIds[verdict?.classIndex ?? -1]).toBe(consensusClassId)
      expect(verdict?.weight).toBe(Math.min(1, probability))
    }
    expect(annotators.map(({ annotator, labels, shared }) => [annotator, labels, shared])).toEqual([
      ['Ada', 30, 10],
      ['Bob', 10, 10],
      ['Grace', 10, 10],
    ])
    const [ada, bob] = annotators.map(({ reliability }) => reliability?.value ?? Number.NaN)
    expect(ada).toBeGreaterThan(0.9)
    expect(bob).toBeLessThan(0.1)
  })

  it('keeps the target and the learning curve with the project', async () => {
    const { workbench, project, path, answerAudits } = await openSorted()
    answerAudits(16)
    project.labeling.undo()
    project.labeling.skip([project.labeling.audit.next(1)[0] + 1])
    expect(project.quality.setTarget(0.9).target).toBe(0.9)
    const { curve } = project.quality.report()
    expect(curve.map(({ labeled }) => labeled)).toEqual([...Array.from({ length: 16 }, (_, i) => i + 1), 15])
    expect(curve[13].accuracy).toBeNull()
    expect(curve[15].accuracy).toMatchObject({ high: 1 })
    expect(curve[15].confidence).toBeGreaterThan(0.5)
    await workbench.closeProject()
    expect(workbench.topics.current('quality')?.state).toBeNull()
    await workbench.openProject(path)
    const again = workbench.project().quality.report()
    expect(again.curve).toEqual(curve)
    expect(again.target).toBe(0.9)
  })
})
