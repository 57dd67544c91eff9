import { mkdirSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startNodeProgram } from '../process/start-node-program.ts'
import { openSource } from './open-source.ts'
import { encodePng } from './png.ts'
import {
  collect,
  failureOf,
  idxImages,
  idxLabels,
  noise,
  requestFor,
  temporaryFolder,
} from './test-support.ts'

const inFolder = temporaryFolder()
const png = encodePng(noise(16), 4, 4, 1)

function write(name: string, data: string | Uint8Array): string {
  writeFileSync(inFolder(name), data)
  return inFolder(name)
}

function imageFolder(name: string): string {
  mkdirSync(inFolder(name))
  write(`${name}/a.png`, png)
  return inFolder(name)
}

describe('openSource', () => {
  it('guesses the format from the source', async () => {
    const idx = idxImages(2, 4, 4, noise(32))
    expect((await openSource(requestFor(imageFolder('images')), startNodeProgram)).format).toBe('folder')
    expect((await openSource(requestFor(write('a', idx)), startNodeProgram)).format).toBe('idx')
    expect((await openSource(requestFor(write('b.gz', gzipSync(idx))), startNodeProgram)).format).toBe('idx')
    expect((await openSource(requestFor(write('c.CSV', 'a,b\n1,2\n')), startNodeProgram)).format).toBe('csv')
    expect((await openSource(requestFor(write('d.tsv', 'a\tb\n1\t2\n')), startNodeProgram)).format).toBe(
      'csv',
    )
    expect(
      (await openSource(requestFor(write('e.csv.gz', gzipSync('a,b\n1,2\n'))), startNodeProgram)).format,
    ).toBe('csv')
  })

  it('reads a text file of another name as CSV when told so', async () => {
    const path = write('letters.data', 'a,b\n1,2\n')
    expect((await openSource(requestFor(path, { format: 'csv' }), startNodeProgram)).format).toBe('csv')
  })

  it('makes paths absolute', async () => {
    const path = relative(process.cwd(), imageFolder('relative'))
    const { samples } = await collect(await openSource(requestFor(path), startNodeProgram))
    expect(samples[0].sourcePath).toBe(inFolder('relative', 'a.png'))
  })

  it.each([
    ['photo.png', png, 'a single PNG image', 'Choose the folder the image is in.'],
    [
      'set.tar',
      'whatever',
      'a file that begins with 0x77686174',
      'Unpack the archive and choose the folder.',
    ],
    [
      'notes.txt',
      'hello',
      'a file that begins with 0x68656c6c',
      'Choose another source, or name its format.',
    ],
    ['nothing', '', 'an empty file', 'Choose another source, or name its format.'],
  ])('says what it supports, given %s', async (name, data, found, remedy) => {
    const failure = await failureOf(openSource(requestFor(write(name, data)), startNodeProgram))
    expect(failure.code).toBe('source-unsupported')
    expect(failure.details).toMatchObject({ file: inFolder(name), found, remedy })
    expect(failure.details.expected).toContain('a folder of images, or a file of the format IDX')
  })

  it('shows the magic number of IDX files it does not read', async () => {
    const failure = await failureOf(
      openSource(requestFor(write('labels', idxLabels([1, 2]))), startNodeProgram),
    )
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.found).toBe('0x00000801 (labels)')
  })

  it('refuses a format that does not fit, and options of another one', async () => {
    const folder = imageFolder('fit')
    const csv = write('fit.csv', 'a,b\n1,2\n')
    expect((await failureOf(openSource(requestFor(folder, { format: 'idx' }), startNodeProgram))).code).toBe(
      'source-unsupported',
    )
    expect((await failureOf(openSource(requestFor(csv, { format: 'folder' }), startNodeProgram))).code).toBe(
      'source-unsupported',
    )
    expect((await failureOf(openSource(requestFor(csv, { labels: csv }), startNodeProgram))).code).toBe(
      'bad-request',
    )
    const truth = await failureOf(
      openSource(requestFor(folder, { columnRoles: [{ column: 'kind', role: 'truth' }] }), startNodeProgram),
    )
    expect(truth.message).toContain('"columnRoles" is for csv, parquet')
  })

  it('says when there is nothing', async () => {
    expect((await failureOf(openSource(requestFor(inFolder('nowhere')), startNodeProgram))).code).toBe(
      'source-not-found',
    )
  })
})
