import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exampleJob } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-croissant-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const facts = {
  name: 'pets',
  description: 'Cats and dogs.',
  license: 'https://example.org/license',
  url: 'https://example.org/pets',
  creator: 'Anna',
}

it('says what it was told and what was written, with ids that readers take', async () => {
  const out = join(folder, 'my labels.csv')
  const report = await writeExport(exampleJob({ format: 'csv', out, croissant: facts }))
  const document = JSON.parse(await readFile(`${out}.croissant.json`, 'utf8'))
  const { name, description, license, url } = facts
  expect(document).toMatchObject({ name, description, license, url, creator: { name: 'Anna' } })
  const csv = report.files.find((file) => file.name === 'my labels.csv')
  expect(document.distribution).toMatchObject([
    { '@id': 'file-1', name: 'my labels.csv', contentUrl: 'my labels.csv', sha256: csv?.sha256 },
  ])
  const samples = document.recordSet.find((set: { name: string }) => set.name === 'samples')
  const ids = samples.field.map((field: { '@id': string }) => field['@id'])
  expect(ids.filter((id: string) => /\s|"/.test(id))).toEqual([])
  expect(samples.field).toContainEqual({
    '@type': 'cr:Field',
    '@id': 'samples/column-8',
    name: 'p_dog "Rex", big',
    dataType: 'sc:Float',
    source: { fileObject: { '@id': 'file-1' }, extract: { column: 'p_dog "Rex", big' } },
  })
})
