import { execFileSync } from 'node:child_process'
import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readOriginal } from './open-original.ts'
import { exampleJob, exampleRow } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-originals-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('reads files, and nothing that is larger than any picture or gone', async () => {
  const path = join(folder, 'a.png')
  await writeFile(path, 'picture')
  expect(Buffer.from(await readOriginal(path)).toString()).toBe('picture')
  const large = await open(join(folder, 'large.png'), 'w')
  await large.truncate(257 * 1024 * 1024)
  await large.close()
  for (const name of ['large.png', 'gone.png', '.'])
    await expect(readOriginal(join(folder, name))).rejects.toMatchObject({ code: 'source-not-found' })
})

it.skipIf(process.platform === 'win32').each(['folder', 'coco', 'parquet', 'tfrecord'])(
  'is not waited for where it is a pipe (%s)',
  async (format) => {
    const path = join(folder, 'pipe.png')
    execFileSync('mkfifo', [path])
    const job = exampleJob(
      { format, out: join(folder, 'out'), withSamples: true },
      { rows: [exampleRow(1)], picture: async () => ({ path }) },
    )
    await expect(writeExport(job)).rejects.toMatchObject({ code: 'source-not-found' })
    expect(await readdir(folder)).toEqual(['pipe.png'])
  },
)
