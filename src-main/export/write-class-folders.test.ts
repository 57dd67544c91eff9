import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exampleJob, exampleRow } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-trees-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const split = {
  parts: [
    { name: 'train', share: 0.5 },
    { name: 'val', share: 0.5 },
  ],
}

function* someRows() {
  yield exampleRow(1, { split: 'train', label: 'cat' })
  yield exampleRow(2, { split: 'train', label: '007' })
  yield exampleRow(3, { split: 'val', label: 'cat' })
}

it.each(['yolo', 'folder'])('has the folders of all its classes in every part (%s)', async (format) => {
  const out = join(folder, 'tree')
  await writeExport(exampleJob({ format, out, split }, { rows: someRows() }))
  expect((await readdir(join(out, 'train'))).sort()).toEqual(['007', 'cat'])
  expect((await readdir(join(out, 'val'))).sort()).toEqual(['007', 'cat'])
  expect(await readdir(join(out, 'val', '007'))).toEqual([])
  expect(await readFile(join(out, 'classes.txt'), 'utf8')).toBe('007\ncat\n')
})

it('puts everything into one part for tools that want parts, and says so', async () => {
  const out = join(folder, 'tree')
  await writeExport(exampleJob({ format: 'yolo', out }, { rows: [exampleRow(1)] }))
  expect(await readdir(join(out, 'train', 'cat'))).toEqual(['000001.png'])
  expect(await readFile(join(out, 'README.md'), 'utf8')).toContain('all of it is in `train`')
})

it('lists pictures whose ids have separators of lines in them', async () => {
  const out = join(folder, 'tree')
  await writeExport(exampleJob({ format: 'folder', out }, { rows: [exampleRow(1, { id: 'a\u2028b' })] }))
  const { files } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))
  expect(files.map(({ name }: { name: string }) => name)).toContain('cat/a\u2028b.png')
})
