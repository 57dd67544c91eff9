import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CliIo } from './cli-io.ts'
import { createCommands } from './commands.ts'
import { runCli } from './run-cli.ts'

let folder: string
const home = process.env.FEWLABEL_HOME
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-cli-'))
  process.env.FEWLABEL_HOME = join(folder, 'home')
})
afterAll(async () => {
  if (home === undefined) delete process.env.FEWLABEL_HOME
  else process.env.FEWLABEL_HOME = home
  await rm(folder, { recursive: true, force: true })
})

/** Runs a command with `--json`, in this process; the engine is the real one. */
async function fewlabel(args: string[], signal = new AbortController().signal) {
  let out = ''
  let err = ''
  const io: CliIo = {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    width: () => null,
    signal,
  }
  const code = await runCli([...args, '--json'], io, '0.0.0', createCommands(io))
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what these tests are about
  return { code, err, document: JSON.parse(out) as any }
}

const file = (name: string) => join(folder, name)

describe('from a drawn sample set to an exported labeled set', () => {
  const project = () => file('letters.fewlabel')

  it('draws, once', async () => {
    const drawn = await fewlabel(['sample', project(), '--count', '300', '--seed', '3'])
    expect(drawn).toMatchObject({ code: 0, err: '', document: { imported: 300, failed: 0 } })
    const again = await fewlabel(['sample', project()])
    expect(again).toMatchObject({ code: 1, document: { error: { code: 'project-exists' } } })
  })

  it('says what is missing before there is a model', async () => {
    const simulated = await fewlabel(['simulate', project(), '--labels', '10'])
    expect(simulated).toMatchObject({ code: 1, document: { error: { code: 'not-trained' } } })
    const exported = await fewlabel(['export', project(), file('early.csv')])
    expect(exported).toMatchObject({ code: 1, document: { error: { code: 'no-labels' } } })
  })

  it('trains', async () => {
    const { code, document } = await fewlabel([
      'train',
      project(),
      '--clusters',
      '10',
      '--epochs',
      '2',
      '--engine',
      'wasm',
      '--seed',
      '5',
    ])
    expect(code).toBe(0)
    expect(document).toMatchObject({ engine: 'wasm', epochs: 2 })
    expect(document.seconds).toBeGreaterThan(0)
    expect(document.imagesPerSecond).toBeGreaterThan(0)
    expect(document.components).toBeGreaterThan(0)
  })

  it('trains further', async () => {
    const further = await fewlabel(['train', project(), '--continue', '--epochs', '3', '--engine', 'wasm'])
    expect(further).toMatchObject({ code: 0, document: { epochs: 3 } })
    // It goes on with the very mixture that is in use: there is nothing to say about numbers.
    expect(further.err).not.toMatch(/number/)
    const anew = await fewlabel(['train', project(), '--clusters', '10', '--epochs', '2', '--engine', 'wasm'])
    expect(anew.err).toMatch(/clusters? (kept the number|is like one)|kept the numbers/)
  })

  it('simulates, and writes no label', async () => {
    const { document } = await fewlabel([
      'simulate',
      project(),
      '--labels',
      '30,10',
      '--decoder',
      'soft',
      '--seeds',
      '2',
    ])
    expect(document).toMatchObject({ decoder: 'soft', strategy: 'random', seeds: 2 })
    expect(document.results.map((result: { labels: number }) => result.labels)).toEqual([10, 30])
    for (const { mean, sd } of document.results) {
      expect(mean).toBeGreaterThanOrEqual(0)
      expect(mean).toBeLessThanOrEqual(1)
      expect(sd).toBeGreaterThanOrEqual(0)
    }
    expect((await fewlabel(['export', project(), file('early.csv')])).document.error.code).toBe('no-labels')
  })

  it('takes labels over, all or none', async () => {
    await writeFile(file('wrong.csv'), 'id,label\n0,A\nnobody,B\n')
    const wrong = await fewlabel(['label', project(), file('wrong.csv')])
    expect(wrong).toMatchObject({
      code: 1,
      document: { error: { code: 'sample-not-found', found: 'nobody' } },
    })

    const lines = Array.from({ length: 20 }, (_, id) => `${id},${id < 10 ? 'A' : 'some thing'},Jo`)
    await writeFile(file('labels.csv'), `id,label,annotator\n${lines.join('\n')}\n`)
    const { document } = await fewlabel(['label', project(), file('labels.csv')])
    expect(document).toEqual({
      labeled: 20,
      unknown: 0,
      fromModel: 0,
      classesAdded: ['some thing'],
      labels: 20,
    })

    const some = await fewlabel(['label', project(), file('wrong.csv'), '--skip-unknown'])
    expect(some.document).toMatchObject({ labeled: 1, unknown: 1, labels: 20 })
    expect(some.err).toContain('nobody')
  })

  it('says how good the labels are, or why that is not known yet', async () => {
    const { document } = await fewlabel(['quality', project(), '--target', '0.9'])
    expect(document).toMatchObject({ samples: 300, labeled: 20, audits: 0, target: 0.9 })
    expect(document.accuracy).toMatchObject({ state: 'too-early', audits: 0 })
    // One of Jo's samples has been labeled by whoever runs this, too.
    const [jo, other] = document.annotators.toSorted(
      (a: { labels: number }, b: { labels: number }) => b.labels - a.labels,
    )
    expect(jo).toMatchObject({ annotator: 'Jo', labels: 20, shared: 1 })
    expect(other).toMatchObject({ labels: 1, shared: 1 })
    expect((await fewlabel(['quality', project()])).document.target).toBe(0.95)
  })

  it('says how things stand', async () => {
    const { document } = await fewlabel(['status', project(), '--engine', 'wasm'])
    expect(document).toMatchObject({ samples: 300, labels: 20, classes: 27, engine: 'wasm', trained: true })
    expect(document.jitter).toBe('handwriting')
    expect(document.engineReason).not.toBe('')
  })

  it('exports', async () => {
    const out = file('labeled.csv')
    const exported = await fewlabel(['export', project(), out, '--format', 'csv'])
    expect(exported.document).toMatchObject({ rows: 300, out })
    const rows = parse(await readFile(out), { columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(300)
    expect(rows.find(({ id }) => id === '15')).toMatchObject({ label: 'some thing', annotator: 'Jo' })
    expect(rows.filter((row) => row.label_source !== 'model')).toHaveLength(20)

    const people = await fewlabel(['export', project(), file('people.jsonl'), '--humans-only'])
    expect(people.document.rows).toBe(20)
    const refused = await fewlabel(['export', project(), out])
    expect(refused).toMatchObject({ code: 1, document: { error: { code: 'export-target-exists' } } })
  })

  it('saves its model, which judges pictures that are in no project', async () => {
    const model = file('saved.onnx')
    const saved = await fewlabel(['model', project(), model])
    expect(saved).toMatchObject({ code: 0, document: { facts: { decoder: 'graph' } } })
    const again = await fewlabel(['model', project(), model])
    expect(again).toMatchObject({ code: 1, document: { error: { code: 'export-target-exists' } } })

    await fewlabel(['export', project(), file('pictures'), '--format', 'folder', '--humans-only'])
    const judged = await fewlabel(['predict', model, file('pictures'), file('judged.csv')])
    expect(judged).toMatchObject({ code: 0, document: { failed: 0, format: 'csv' } })
    const rows: Record<string, string>[] = parse(await readFile(file('judged.csv'), 'utf8'), {
      columns: true,
    })
    expect(rows).toHaveLength(judged.document.rows)
    const { classes } = saved.document.facts
    for (const row of rows) {
      expect(row.label_source).toBe('model')
      const probabilities = classes.map((name: string) => Number(row[`p_${name}`]))
      expect(probabilities.reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 4)
      expect(row.label).toBe(classes[probabilities.indexOf(Math.max(...probabilities))])
    }

    const foreign = await fewlabel(['predict', file('judged.csv'), file('pictures'), file('other.csv')])
    expect(foreign).toMatchObject({ code: 1, document: { error: { code: 'source-unsupported' } } })
    const vectors = file('vectors.csv')
    await writeFile(vectors, 'a,b\n1,2\n3,4\n')
    const unfit = await fewlabel(['predict', model, vectors, file('other.csv')])
    expect(unfit).toMatchObject({ code: 1, document: { error: { code: 'source-mismatch' } } })
    expect(await readdir(folder)).not.toContain('other.csv')
  })

  it('leaves one project file behind', async () => {
    expect((await readdir(folder)).filter((name) => name.startsWith('letters'))).toEqual(['letters.fewlabel'])
  })
})

describe('what goes wrong leaves nothing', () => {
  it('makes no project for a source that cannot be used', async () => {
    await writeFile(file('ragged.csv'), 'a,b\n1,2\n3\n')
    const { code, document } = await fewlabel(['import', file('new'), file('ragged.csv')])
    expect(code).toBe(1)
    expect(document.error.code).toMatch(/^source-/)
    expect(await readdir(folder)).not.toContain('new.fewlabel')
  })

  it('makes no project when it is interrupted', async () => {
    const { code, document } = await fewlabel(
      ['sample', file('stopped'), '--count', '300'],
      AbortSignal.abort(),
    )
    expect(code).toBe(130)
    expect(document.error.code).toBe('cancelled')
    expect(await readdir(folder)).not.toContain('stopped.fewlabel')
  })

  it('takes a new project away again when an import is interrupted half way', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 100)
    const { code } = await fewlabel(['sample', file('half'), '--count', '100000'], abort.signal)
    expect(code).toBe(130)
    expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([])
  })

  it('does not make a project where only an existing one will do', async () => {
    expect((await fewlabel(['status', file('none')])).document.error.code).toBe('project-not-found')
    expect(await readdir(folder)).not.toContain('none.fewlabel')
  })
})

describe('embeddings of another model', () => {
  const project = () => file('embeddings.fewlabel')
  const columns = 80
  const kinds = ['ant', 'bee', 'cat']

  beforeAll(async () => {
    // Three directions, and around each of them noise: numbers that look random and are the same every time.
    const rows = Array.from({ length: 150 }, (_, i) => {
      const kind = i % kinds.length
      const numbers = Array.from(
        { length: columns },
        (_, j) => Math.sin((kind + 1) * (j + 1) ** 2) + 0.4 * Math.sin((i + 3) ** 2 * (j + 7) ** 2),
      )
      return [kinds[kind], ...numbers].join()
    })
    const header = ['kind', ...Array.from({ length: columns }, (_, j) => `e${j}`)].join()
    await writeFile(file('embeddings.csv'), [header, ...rows].join('\n'))
    await fewlabel(['import', project(), file('embeddings.csv'), '--truth-column', 'kind'])
  })

  it('are known by their look and sorted without training', async () => {
    const fitted = await fewlabel(['train', project(), '--clusters', '6', '--engine', 'wasm'])
    expect(fitted).toMatchObject({ code: 0, document: { engine: 'wasm' } })
    expect(fitted.document.epochs).toBeLessThanOrEqual(30)
    const { document } = await fewlabel(['simulate', project(), '--labels', '9'])
    expect(document.results[0].mean).toBeGreaterThan(0.9)
    const further = await fewlabel(['train', project(), '--continue', '--epochs', '2', '--engine', 'wasm'])
    expect(further.code).toBe(0)
  })

  it('are trained on where someone says so; images are never taken for them', async () => {
    const learned = ['train', project(), '--encoder', 'learned', '--clusters', '6', '--epochs', '2']
    expect(await fewlabel([...learned, '--engine', 'wasm'])).toMatchObject({
      code: 0,
      document: { epochs: 2 },
    })
    await fewlabel(['sample', file('drawn.fewlabel'), '--count', '20'])
    const images = await fewlabel(['train', file('drawn.fewlabel'), '--encoder', 'given', '--engine', 'wasm'])
    expect(images).toMatchObject({ code: 1, document: { error: { code: 'bad-request' } } })
  })
})
