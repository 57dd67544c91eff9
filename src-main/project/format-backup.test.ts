import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { projectLocked, takeLease } from './lease.ts'
import { migrations } from './migrations/index.ts'
import { thisProcess } from './process-identity.ts'
import { openFile } from './project-file.ts'
import { errorOf, TestFolder } from './testing/fixture.ts'

/*
 * Two programs that open an old project at the same moment; what one of them has, and leaves. The rest of it is tried in
 * releases.test.ts.
 */

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  return { ...real, copyFileSync: vi.fn(real.copyFileSync) }
})
vi.mock('./lease.ts', async (original) => {
  const real = await original<typeof import('./lease.ts')>()
  return { ...real, takeLease: vi.fn(real.takeLease) }
})

const folder = new TestFolder()
afterAll(() => folder.remove())

const old = gunzipSync(readFileSync(new URL('testing/releases/format-1.fewlabel.gz', import.meta.url)))
let own = ''
let file = ''
beforeEach((context) => {
  own = folder.file(context.task.id)
  mkdirSync(own)
  file = join(own, 'letters.fewlabel')
  writeFileSync(file, old)
})

it('leaves the copy of the one that was faster as it is', () => {
  const copy = vi.mocked(copyFileSync)
  const real = copy.getMockImplementation() as typeof copyFileSync
  copy.mockImplementationOnce((...args) => {
    real(...args)
    writeFileSync(join(own, 'letters.format-1.fewlabel'), 'of the other')
  })
  openFile(file, 'this program', migrations).database.close()
  expect(readFileSync(join(own, 'letters.format-1.fewlabel'), 'utf8')).toBe('of the other')
  expect(readFileSync(join(own, 'letters.format-1-2.fewlabel')).equals(old)).toBe(true)
})

it('leaves no copy where the other one has the project', () => {
  vi.mocked(takeLease).mockImplementationOnce(() => {
    throw projectLocked({ ...thisProcess(), holder: 'the other', since: 'just now' }, file)
  })
  expect(errorOf(() => openFile(file, 'this program', migrations)).code).toBe('project-locked')
  expect(readdirSync(own)).toEqual(['letters.fewlabel'])
  expect(readFileSync(file).equals(old)).toBe(true)
})
