import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProjectSummary } from '../contract/project.ts'
import { RecentProjects } from './recent-projects.ts'
import { scriptedEngine, temporaryWorkbench } from './testing/sorted-project.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-recent-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const summary = (path: string) => ({ path, name: 'pets', samples: 3, labels: 1 }) as ProjectSummary
const mode = (path: string) => statSync(path).mode & 0o777

describe('recent projects', () => {
  it('are the last ones first, each once', () => {
    const recent = new RecentProjects(join(folder, 'list.json'))
    for (const name of ['a', 'b', 'a']) recent.remember(summary(join(folder, name)))
    expect(recent.list().map(({ path }) => path)).toEqual([join(folder, 'a'), join(folder, 'b')])
    recent.forget(join(folder, 'a'))
    expect(recent.list()).toHaveLength(1)
  })

  it('begin anew when the file is not theirs', () => {
    const file = join(folder, 'list.json')
    for (const text of ['', 'nonsense', '{"projects":[{"__proto__":{"a":1}}]}', '[]']) {
      writeFileSync(file, text)
      expect(new RecentProjects(file).list()).toEqual([])
    }
  })

  it.skipIf(process.platform === 'win32')('are for nobody else on the machine', () => {
    const file = join(folder, 'settings', 'list.json')
    new RecentProjects(file).remember(summary('/a'))
    expect(readdirSync(join(folder, 'settings'))).toEqual(['list.json'])
    expect([mode(file), mode(join(folder, 'settings'))]).toEqual([0o600, 0o700])
  })
})

describe('the folder of projects', () => {
  it.skipIf(process.platform === 'win32')('is for nobody else on the machine', async () => {
    const { workbench, folder: projects, end } = temporaryWorkbench(scriptedEngine([]))
    rmSync(projects, { recursive: true })
    await workbench.openSampleProject()
    expect(mode(projects)).toBe(0o700)
    await end()
  })
})
