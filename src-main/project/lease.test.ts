import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { thisProcess } from './process-identity.ts'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => folder.remove())

/** Another process that has the project open. */
async function holdElsewhere(file: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./testing/hold-project.ts', import.meta.url))
  const child = spawn(process.execPath, [script, file], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

/** Writes a lease as some process left it. */
function leaveLease(file: string, changes: Partial<Record<string, unknown>>): void {
  const now = new Date().toISOString()
  const { pid, host, scope, started } = thisProcess()
  const lease = { holder: 'somebody', pid, host, scope, started, path: file, heartbeat: now, ...changes }
  const database = new Database(file)
  database
    .prepare(
      `INSERT INTO lease (id, token, holder, pid, host, scope, process_started, path, since, heartbeat)
        VALUES (1, 'theirs', @holder, @pid, @host, @scope, @started, @path, '2026-01-01T00:00:00Z', @heartbeat)`,
    )
    .run(lease)
  database.close()
}

function closedProject(): string {
  const file = folder.file()
  testProject(file).close()
  return file
}

const holder = 'the second'

describe('one writer at a time', () => {
  it('refuses a second opener in the same process', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 1, classes: ['a'] })
    expect(errorOf(() => Project.open(file, { holder }))).toMatchObject({
      code: 'project-locked',
      file,
      found: expect.stringContaining(`the test (process ${process.pid}`),
    })
    project.labels.append({ kind: 'label', classId: 1, annotator: 'a', samples: [1] })
    project.close()
    Project.open(file, { holder }).close()
  })

  it('refuses while another process has it, and opens once that has closed it', async () => {
    const file = closedProject()
    const child = await holdElsewhere(file)
    const error = errorOf(() => Project.open(file, { holder }))
    expect(error.code).toBe('project-locked')
    expect(error.message).toContain('another process')
    expect(error.found).toContain(`process ${child.pid} on `)
    child.stdin?.write('close')
    await once(child, 'exit')
    expect(readdirSync(folder.path).filter((name) => file.endsWith(name))).toHaveLength(1)
    Project.open(file, { holder }).close()
  })

  it('takes over from a process that was killed', async () => {
    const file = closedProject()
    const child = await holdElsewhere(file)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const project = Project.open(file, { holder })
    project.settings.set('key', 1)
    project.close()
  })

  it('takes over when the number of the process belongs to another by now', () => {
    const file = closedProject()
    leaveLease(file, { started: 'at another time' })
    // Where the system does not tell when processes started, the silence has to.
    if (thisProcess().started === null) return
    Project.open(file, { holder }).close()
  })

  it('goes by the heartbeat where it cannot see the process', () => {
    const file = closedProject()
    leaveLease(file, { host: 'elsewhere' })
    expect(errorOf(() => Project.open(file, { holder }))).toMatchObject({
      code: 'project-locked',
      found: expect.stringContaining('on elsewhere'),
    })
    const silent = closedProject()
    leaveLease(silent, { host: 'elsewhere', heartbeat: new Date(Date.now() - 120_000).toISOString() })
    Project.open(silent, { holder }).close()
  })

  it('does not take the lease of the original for one on its copy', async () => {
    const file = closedProject()
    await holdElsewhere(file)
    const copy = folder.file()
    copyFileSync(file, copy)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
    expect(errorOf(() => Project.open(file, { holder })).code).toBe('project-locked')
    Project.open(copy, { holder }).close()
  })

  it('does not stand in its own way where closing could not give the lease back', () => {
    const file = closedProject()
    leaveLease(file, {})
    Project.open(file, { holder }).close()
  })

  it('writes nothing more once somebody else took the project over', () => {
    const file = folder.file()
    const project = testProject(file)
    const other = new Database(file)
    other.exec(`UPDATE lease SET token = 'theirs', holder = 'the other machine'`)
    other.close()
    expect(errorOf(() => project.settings.set('key', 1))).toMatchObject({
      code: 'project-locked',
      message: expect.stringContaining('the other machine'),
    })
    project.close()
  })
})
