import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { Project } from './project.ts'
import { askedAbout } from './testing/asked-about.ts'
import { TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const rounds = 5

it('loses no acknowledged label, nor how it was asked for, when the process is killed', {
  timeout: 60_000,
}, async () => {
  const file = folder.file()
  testProject(file, { samples: 50, classes: ['cat', 'dog'] }).close()
  const script = fileURLToPath(new URL('./testing/label-until-killed.ts', import.meta.url))
  let inLog = 0

  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.on('data', (text) => {
      printed += text
    })
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
    child.kill('SIGKILL')
    await once(child, 'close')
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
    const database = new Database(file, { readonly: true })
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    database.close()
    expect(readdirSync(folder.path)).toHaveLength(1)
  }
})
