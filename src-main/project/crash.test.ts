import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { Project } from './project.ts'
import { askedAbout } from './testing/asked-about.ts'
import { mergeClasses, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const rounds = 5

/** Starts a script on the file, and kills it a random moment after it first said something; what it said. */
async function runUntilKilled(script: URL, file: string): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(script), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (text) => {
    printed += text
  })
  await once(child.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
  child.kill('SIGKILL')
  await once(child, 'close')
  return printed
}

function expectSound(file: string): void {
  const database = new Database(file, { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
  database.close()
}

it('loses no acknowledged label, nor how it was asked for, when the process is killed', {
  timeout: 60_000,
}, async () => {
  const file = folder.file()
  testProject(file, { samples: 50, classes: ['cat', 'dog'] }).close()
  let inLog = 0

  for (let round = 0; round < rounds; round++) {
    const printed = await runUntilKilled(new URL('./testing/label-until-killed.ts', import.meta.url), file)
    const acknowledged = Number(printed.trimEnd().split('\n').at(-1))
    expect(acknowledged).toBeGreaterThan(inLog)

    const project = Project.open(file, { holder: 'the test' })
    inLog = project.labels.eventCount()
    // What was committed but not printed any more may be there too.
    expect(inLog).toBeGreaterThanOrEqual(acknowledged)
    expect(project.labels.origin(1)?.annotator).toBe('a')
    const events = project.labels.events(0, inLog)
    expect(events.map(({ asked }) => asked)).toEqual(events.map(({ samples }) => askedAbout(samples[0].id)))
    const audits = project.labels.auditLabels().map(({ ordinal }) => ordinal + 1)
    expect(audits.length).toBeGreaterThan(0)
    expect(audits.map(askedAbout)).toEqual(audits.map(() => 'audit'))
    project.close()
    expectSound(file)
    expect(readdirSync(folder.path)).toEqual([basename(file)])
  }
})

it('goes to another moment of the history whole or not at all', { timeout: 60_000 }, async () => {
  const file = folder.file()
  const project = testProject(file, { samples: 50, classes: ['cat', 'dog', 'owl'] })
  const steps = 600
  for (let i = 1; i < steps; i++) {
    const samples = [(i % 50) + 1]
    project.labels.append({ kind: 'label', classId: (i % 2) + 1, annotator: 'a', samples })
  }
  mergeClasses(project, 1, 3)
  project.close()
  for (let round = 0; round < rounds; round++) {
    await runUntilKilled(new URL('./testing/travel-until-killed.ts', import.meta.url), file)
    const again = Project.open(file, { holder: 'the test' })
    const undone = again.labels.history({ limit: steps }).filter(({ undone }) => undone).length
    expect([0, steps]).toContain(undone)
    expect([again.labels.labeledCount(), again.classes.resolve(1)]).toEqual(undone ? [0, 1] : [50, 3])
    expect(again.labels.eventCount() % steps).toBe(0)
    again.close()
    expectSound(file)
  }
})

it('imports samples with the labels they came with, or neither', { timeout: 60_000 }, async () => {
  const file = folder.file()
  testProject(file).close()
  for (let round = 0; round < rounds; round++) {
    const printed = await runUntilKilled(new URL('./testing/import-until-killed.ts', import.meta.url), file)
    const project = Project.open(file, { holder: 'the test' })
    const count = project.samples.count()
    expect(count).toBeGreaterThanOrEqual(Number(printed.trimEnd().split('\n').at(-1)))
    expect([count % 200, project.labels.labeledCount()]).toEqual([0, count])
    expect(project.labels.history({ limit: 1000 }).length).toBe(count / 200)
    project.close()
    expectSound(file)
  }
})
