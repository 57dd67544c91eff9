import { existsSync } from 'node:fs'
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import type { ExportFormat, ExportProgress, ExportRow } from '../contract/export.ts'
import type { ExportJob, ExportRows } from './export-writer.ts'
import { exampleJob, exampleRow as row, exampleRows as rows } from './testing/example-job.ts'
import { type WriteOptions, writeExport as writeJob } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-export-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function request(format: ExportFormat, name = `out.${format}`, overwrite = false) {
  return { format, out: join(folder, name), overwrite }
}

function writeExport(
  what: ReturnType<typeof request>,
  someRows: ExportRows,
  { onProgress, signal, openOutput, ...changes }: Partial<ExportJob> & WriteOptions = {},
) {
  return writeJob(exampleJob(what, { rows: someRows, ...changes }), { onProgress, signal, openOutput })
}

/** Names in the folder but those of manifests. */
async function exported(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.endsWith('.manifest.json')).sort()
}

async function failure(promise: Promise<unknown>): Promise<FewlabelError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(FewlabelError)
  return error as FewlabelError
}

const people = [
  row(1, { labelSource: 'human', annotator: 'Änne', labeledAt: '2026-11-03T09:15:02.000Z' }),
  row(2, {
    id: 'a,"b"\r\nc',
    source: null,
    label: '007',
    confidence: null,
    cluster: null,
    probabilities: null,
  }),
  row(3, { id: ' =1+1', label: 'dog "Rex", big', labelSource: 'bulk', annotator: '犬' }),
]

describe('csv', () => {
  it('writes what a CSV reader reads back, unchanged', async () => {
    const report = await writeExport(request('csv'), people)
    const text = await readFile(report.out, 'utf8')
    expect(
      text.startsWith('id,source,label,label_source,confidence,cluster_id,p_cat,"p_dog ""Rex"", big",p_007,'),
    ).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    const records = parse(text, { columns: true }) as Record<string, string>[]
    expect(records[0]).toEqual({
      id: '000001',
      source: '/pictures/1.png',
      label: 'cat',
      label_source: 'human',
      confidence: '0.1',
      cluster_id: '1',
      p_cat: '0.1',
      'p_dog "Rex", big': '0.7',
      p_007: '0.2',
      annotator: 'Änne',
      labeled_at: '2026-11-03T09:15:02.000Z',
    })
    expect(records[1]).toMatchObject({
      id: 'a,"b"\r\nc',
      source: '',
      confidence: '',
      cluster_id: '',
      p_cat: '',
    })
    expect(records[2]).toMatchObject({ id: ' =1+1', label: 'dog "Rex", big', annotator: '犬' })
    expect(report).toMatchObject({ rows: 3, format: 'csv', bySource: { human: 1, bulk: 1, model: 1 } })
  })

  it('writes the header alone when there is nothing to export', async () => {
    const report = await writeExport(request('csv'), [], { total: 0 })
    expect(parse(await readFile(report.out, 'utf8'))).toHaveLength(1)
  })
})

describe('jsonl', () => {
  it('writes one object per line, classes in their order', async () => {
    const report = await writeExport(request('jsonl'), people)
    const lines = (await readFile(report.out, 'utf8')).trimEnd().split('\n')
    expect(JSON.parse(lines[0])).toEqual({
      id: '000001',
      source: '/pictures/1.png',
      label: 'cat',
      label_source: 'human',
      confidence: 0.1,
      cluster_id: 1,
      probabilities: { cat: 0.1, 'dog "Rex", big': 0.7, '007': 0.2 },
      annotator: 'Änne',
      labeled_at: '2026-11-03T09:15:02.000Z',
    })
    expect(lines[0]).toContain('{"cat":0.1,"dog \\"Rex\\", big":0.7,"007":0.2}')
    expect(JSON.parse(lines[1])).toMatchObject({ id: 'a,"b"\r\nc', probabilities: null, confidence: null })
  })
})

describe('folder', () => {
  it('writes class folders, a manifest and the list of classes', async () => {
    const original = join(folder, 'large.TIFF')
    await writeFile(original, 'the original')
    const report = await writeExport(
      request('folder', 'set'),
      [row(1, { id: 'x/1.jpg' }), row(2, { id: 'X_1' }), row(3, { label: 'dog "Rex", big' })],
      {
        picture: async (id) =>
          id === 3 ? { path: original } : { extension: '.png', bytes: Uint8Array.of(id) },
      },
    )
    expect((await readdir(report.out)).sort()).toEqual([
      'cat',
      'classes.txt',
      'dog _Rex_, big',
      'manifest.csv',
      'manifest.json',
    ])
    expect((await readdir(join(report.out, 'cat'))).sort()).toEqual(['X_1_2.png', 'x_1.png'])
    expect(await readFile(join(report.out, 'dog _Rex_, big', '000003.tiff'), 'utf8')).toBe('the original')
    expect(await readFile(join(report.out, 'classes.txt'), 'utf8')).toBe('cat\ndog "Rex", big\n')
    const manifest = parse(await readFile(join(report.out, 'manifest.csv')), { columns: true }) as Record<
      string,
      string
    >[]
    expect(manifest.map((record) => [record.file_name, record.id, record.label])).toEqual([
      ['cat/x_1.png', 'x/1.jpg', 'cat'],
      ['cat/X_1_2.png', 'X_1', 'cat'],
      ['dog _Rex_, big/000003.tiff', '000003', 'dog "Rex", big'],
    ])
  })

  it('keeps classes apart that differ in case only', async () => {
    const letters = [row(1, { label: 'A' }), row(2, { label: 'a' }), row(3, { label: '../up' })]
    const report = await writeExport(request('folder', 'set'), letters, {
      classes: ['A', 'a', '../up'].map((name, i) => ({ id: i + 1, name, colour: '#000000' })),
    })
    expect((await readdir(report.out)).sort()).toEqual([
      'A',
      '__up',
      'a_2',
      'classes.txt',
      'manifest.csv',
      'manifest.json',
    ])
    expect(await readdir(folder)).toEqual(['set'])
    expect(await readFile(join(report.out, 'classes.txt'), 'utf8')).toBe('A\n../up\na\n')
  })

  it('never replaces a folder, not even when files may be replaced', async () => {
    await mkdir(join(folder, 'set'))
    const error = await failure(writeExport(request('folder', 'set', true), people))
    expect(error.code).toBe('export-target-exists')
    expect(await readdir(folder)).toEqual(['set'])
  })

  it('says which original is missing, and leaves nothing', async () => {
    const missing = join(folder, 'gone.png')
    const error = await failure(
      writeExport(request('folder', 'set'), rows(20), { picture: async () => ({ path: missing }) }),
    )
    expect(error.code).toBe('source-not-found')
    expect(error.details.file).toBe(missing)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('targets', () => {
  it('refuses an existing file and leaves it as it was', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine')
    const error = await failure(writeExport(request('csv'), people))
    expect(error.code).toBe('export-target-exists')
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('mine')
  })

  it('replaces a file when told to, through a link too', async () => {
    await writeFile(join(folder, 'real.csv'), 'old')
    await symlink('real.csv', join(folder, 'out.csv'))
    const report = await writeExport(request('csv', 'out.csv', true), people)
    expect(report.out.endsWith('real.csv')).toBe(true)
    expect(await readFile(join(folder, 'real.csv'), 'utf8')).toContain('label_source')
    expect(await exported()).toEqual(['out.csv', 'real.csv'])
  })

  it('does not take the name of a file that appeared meanwhile', async () => {
    async function* slow(): AsyncGenerator<ExportRow> {
      yield* people
      await writeFile(join(folder, 'out.csv'), 'theirs')
    }
    const error = await failure(writeExport(request('csv'), slow()))
    expect(error.code).toBe('export-target-exists')
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('theirs')
    expect(await readdir(folder)).toEqual(['out.csv'])
  })

  it.each(['csv', 'folder'] as const)(
    'says that the folder to export into is missing (%s)',
    async (format) => {
      const error = await failure(writeExport(request(format, 'no/such/out'), people))
      expect(error.code).toBe('io-failed')
      expect(error.message).toContain('does not exist')
    },
  )

  // The superuser may write everywhere.
  it.skipIf(process.getuid?.() === 0)('says that the folder is not writable', async () => {
    await chmod(folder, 0o500)
    const error = await failure(writeExport(request('csv'), people))
    await chmod(folder, 0o700)
    expect(error.code).toBe('io-failed')
    expect(error.message).toContain('not writable')
  })
})

describe('when it does not come to an end', () => {
  it.each(['csv', 'jsonl', 'folder'] as const)(
    'leaves nothing after a cancel half way (%s)',
    async (format) => {
      const abort = new AbortController()
      const progress: ExportProgress[] = []
      let finalised = false
      async function* cancelling(): AsyncGenerator<ExportRow> {
        try {
          for (const one of rows(5000)) {
            if (one.sampleId === 2500) abort.abort()
            yield one
          }
        } finally {
          finalised = true
        }
      }
      const cancelled = writeExport(request(format), cancelling(), {
        total: 5000,
        signal: abort.signal,
        onProgress: (p) => progress.push(p),
      })
      expect((await failure(cancelled)).code).toBe('cancelled')
      expect(finalised).toBe(true)
      expect(progress.some((p) => p.done === p.total)).toBe(false)
      expect(await readdir(folder)).toEqual([])
    },
  )

  it('leaves nothing when it was cancelled before it began', async () => {
    const error = await failure(writeExport(request('csv'), people, { signal: AbortSignal.abort() }))
    expect(error.code).toBe('cancelled')
    expect(await readdir(folder)).toEqual([])
  })

  it('says that the disk is full, and keeps the file that was to be replaced', async () => {
    await writeFile(join(folder, 'out.csv'), 'old')
    const error = await failure(
      writeExport(request('csv', 'out.csv', true), rows(5000), {
        openOutput: async (path) => {
          const file = await open(path, 'wx')
          let pieces = 0
          return {
            appendFile: async (piece) => {
              if (++pieces > 1) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
              await file.appendFile(piece as Uint8Array)
            },
            sync: () => file.sync(),
            close: () => file.close(),
          }
        },
      }),
    )
    expect(error.code).toBe('disk-full')
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['out.csv'])
  })

  it.skipIf(!existsSync('/dev/full'))('takes the real error of a full disk for what it is', async () => {
    const full = { openOutput: () => open('/dev/full', 'w') }
    expect((await failure(writeExport(request('jsonl'), rows(5000), full))).code).toBe('disk-full')
  })

  it('takes away what a program left that was killed, but not what may still be written', async () => {
    const [old, young] = ['0123456789ab', 'ba9876543210'].map((hex) => `.fewlabel-export-${hex}.partial`)
    for (const name of [old, young]) await mkdir(join(folder, name, 'cat'), { recursive: true })
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
    await utimes(join(folder, old), yesterday, yesterday)
    await writeExport(request('csv'), people)
    expect(await exported()).toEqual([young, 'out.csv'])
  })

  it('hands on what the rows throw', async () => {
    function* broken(): Generator<ExportRow> {
      yield* people
      throw new FewlabelError('project-damaged', 'page 17 cannot be read')
    }
    expect((await failure(writeExport(request('csv'), broken()))).code).toBe('project-damaged')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('many rows', () => {
  it('writes 100,000 rows and never runs ahead of the disk', async () => {
    let pulled = 0
    let written = 0
    let ahead = 0
    function* many(): Generator<ExportRow> {
      for (const one of rows(100_000)) {
        pulled++
        yield one
      }
    }
    const progress: ExportProgress[] = []
    const report = await writeExport(request('csv'), many(), {
      total: 100_000,
      onProgress: (p) => progress.push(p),
      openOutput: async (path) => {
        const file = await open(path, 'wx')
        return {
          appendFile: async (piece) => {
            ahead = Math.max(ahead, pulled - written)
            await file.appendFile(piece as Uint8Array)
            if (path.endsWith('out.csv'))
              written +=
                Buffer.from(piece as Uint8Array)
                  .toString()
                  .split('\n').length - 1
          },
          sync: () => file.sync(),
          close: () => file.close(),
        }
      },
    })
    expect(report.rows).toBe(100_000)
    expect(written).toBe(100_001)
    // A quarter of a megabyte waits for the disk, and no more.
    expect(ahead).toBeLessThanOrEqual(6000)
    expect(progress.at(-1)).toEqual({ done: 100_000, total: 100_000 })
    expect((await stat(report.out)).size).toBeGreaterThan(5_000_000)
  })
})
