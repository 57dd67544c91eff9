import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commitTarget, prepareTarget } from './export-target.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-target-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('never replaces a project, whatever it is called', async () => {
  for (const name of ['work.fewlabel', 'work.csv']) {
    const file = join(folder, name)
    await writeFile(file, 'SQLite format 3\0 and what people said')
    await expect(prepareTarget(file, 'file', true)).rejects.toMatchObject({ code: 'export-target-exists' })
    expect(await readFile(file, 'utf8')).toContain('what people said')
  }
  expect((await readdir(folder)).sort()).toEqual(['work.csv', 'work.fewlabel'])
})

it('replaces other files where that is allowed, also empty ones', async () => {
  const file = join(folder, 'out.csv')
  await writeFile(file, '')
  const target = await prepareTarget(file, 'file', true)
  await writeFile(join(target.partial, 'out.csv'), 'new')
  await commitTarget(target, ['out.csv'])
  expect(await readFile(file, 'utf8')).toBe('new')
})
