import { afterAll, describe, expect, it } from 'vitest'
import { Project } from '../project/project.ts'
import { addSamples, TestFolder, testProject } from '../project/testing/fixture.ts'
import { AuditStream } from './audit-stream.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const samples = 20
const all = Array.from({ length: samples }, (_, ordinal) => ordinal)

function auditedProject() {
  const project = testProject(folder.file(), { samples, classes: ['cat'] })
  const act = (kind: 'label' | 'skip' | 'clear', ...ordinals: number[]) =>
    project.labels.append({
      kind,
      classId: kind === 'label' ? 1 : undefined,
      annotator: 'ann',
      samples: ordinals.map((ordinal) => ordinal + 1),
    })
  return { project, act }
}

describe('the audit stream', () => {
  it('asks about every sample once, in an order that the project keeps', () => {
    const { project } = auditedProject()
    const order = new AuditStream(project).next(100)
    expect([...order].sort((a, b) => a - b)).toEqual(all)
    expect(order).not.toEqual(all)
    expect(new AuditStream(project).next(3)).toEqual(order.slice(0, 3))
    project.close()
    const again = Project.open(project.path, { holder: 'the test' })
    expect(new AuditStream(again).next(100)).toEqual(order)
    again.close()
  })

  it('passes over what is labeled, skipped or on screen, and comes back to what is open again', () => {
    const { project, act } = auditedProject()
    const stream = new AuditStream(project)
    const [a, b, c, d, e, f] = stream.next(6)
    act('label', a, c)
    act('skip', b)
    expect(stream.next(2, new Set([d]))).toEqual([e, f])
    expect(stream.next(2)).toEqual([d, e])
    act('clear', c)
    stream.rewind()
    expect(stream.next(2)).toEqual([c, d])
    project.labels.undo('ann')
    project.labels.undo('ann')
    stream.rewind()
    expect(stream.next(2)).toEqual([b, d])
    project.close()
  })

  it('ends when everything was asked', () => {
    const { project, act } = auditedProject()
    const stream = new AuditStream(project)
    act('label', ...all.slice(2))
    expect(stream.next(5).sort()).toEqual([0, 1])
    act('label', 0, 1)
    expect(stream.next(5)).toEqual([])
    project.close()
  })

  it('draws evenly among all samples there are after an import', () => {
    const { project, act } = auditedProject()
    const firstAfterImport = new Map<boolean, number>([
      [true, 0],
      [false, 0],
    ])
    act('label', ...all.slice(0, 10))
    const rounds = 200
    const streams: AuditStream[] = []
    for (let seed = 0; seed < rounds; seed++) {
      project.settings.set('auditSeed', seed)
      const stream = new AuditStream(project)
      stream.next(1)
      streams.push(stream)
    }
    addSamples(project, 30)
    for (const stream of streams) {
      const isNew = stream.next(1)[0] >= samples
      firstAfterImport.set(isNew, (firstAfterImport.get(isNew) ?? 0) + 1)
    }
    // 30 of the 40 open samples are new: binomial, four standard deviations to each side.
    const spread = 4 * Math.sqrt(rounds * 0.75 * 0.25)
    expect(Math.abs((firstAfterImport.get(true) ?? 0) - 0.75 * rounds)).toBeLessThan(spread)
    project.close()
  })

  it('remembers what it was asked as', () => {
    const { project } = auditedProject()
    const stream = new AuditStream(project)
    expect(stream.kindOf(3)).toBeUndefined()
    stream.served(3)
    expect(stream.kindOf(3)).toBe('audit')
    stream.served(3, 'chosen')
    expect(stream.kindOf(3)).toBe('chosen')
    project.close()
  })
})
