import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { importRequestSchema } from '../contract/data.ts'
import type { ImportState } from '../contract/window.ts'
import { FakeDecoder } from '../dataset/testing/fake-decoder.ts'
import { Project } from '../project/project.ts'
import { ImportService } from './import-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-import-'))
const project = Project.create(join(folder, 'p.fewlabel'), { holder: 'test' })
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

const states: ImportState['state'][] = []
const decoders: FakeDecoder[] = []
const imports = new ImportService({
  project,
  startProgram: () => {
    const decoder = new FakeDecoder()
    decoders.push(decoder)
    return decoder
  },
  publish: ({ state }) => states.push(state),
  assertFree: () => {},
  annotator: () => 'ann',
  onImported: () => {},
})
const request = importRequestSchema.parse({ source: folder, recipe: { side: 4 } })

it('goes on after an image at which the decoder dies, and names it in its report', async () => {
  for (const name of ['a.png', 'b-crash.png', 'c.png']) writeFileSync(join(folder, name), 'x')
  const report = await imports.run(request)
  expect(report).toMatchObject({
    imported: 2,
    failed: 1,
    problems: [{ file: 'b-crash.png', reason: 'the image decoder stopped at it (SIGSEGV)' }],
  })
  expect(project.samples.count()).toBe(2)
  expect(states.at(-1)).toBe('done')
})

it('ends its decoders when it is cancelled, and keeps nothing', async () => {
  writeFileSync(join(folder, 'd-hang.png'), 'x')
  const before = decoders.length
  const running = imports.run(request)
  while (decoders.length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  imports.cancel()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  expect(decoders.some(({ alive }) => alive)).toBe(false)
  expect(project.samples.count()).toBe(2)
})

it('tells of labels that came with samples that are there already', async () => {
  const sample = (externalId: string, hash: number) => ({
    externalId,
    sourcePath: null,
    input: new Uint8Array(16),
    thumbnail: null,
    original: null,
    contentHash: new Uint8Array(32).fill(hash),
    truth: null,
    labels: [{ name: 'cat', annotator: 'eve', at: null }],
  })
  const report = await imports.run({
    format: 'folder',
    shape: { kind: 'image', side: 4, channels: 1 },
    total: 3,
    notices: [],
    async *batches() {
      yield { samples: [sample('x', 1), sample('y', 1), sample('z', 2)], problems: [] }
    },
  })
  expect(report).toMatchObject({ imported: 2, duplicates: 1, labels: 2 })
  expect(report.notices.map(({ reason }) => reason)).toEqual([
    'a label came with a sample that was there already, and was not taken in',
  ])
})
