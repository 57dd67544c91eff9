import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import type { CliIo } from './cli-io.ts'
import { type Commands, createProgram } from './program.ts'
import { runCli } from './run-cli.ts'

/** Of commands in groups with their group. */
const names = [
  'sample',
  'import',
  'train',
  'simulate',
  'label',
  'quality',
  'datasheet',
  'status',
  'export',
  'model',
  'predict',
  'work make',
  'work assign',
  'work merge',
  'work status',
  'work log',
  'agreement',
  'snapshot list',
  'snapshot take',
  'snapshot compare',
  'snapshot restore',
  'serve',
]

/** All commands that do something, with the names they are called by. */
function commandsOf(parent: Command, path: readonly string[] = []): [name: string, command: Command][] {
  return parent.commands.flatMap((command) => {
    const own = [...path, command.name()]
    return command.commands.length > 0
      ? commandsOf(command, own)
      : [[own.join(' '), command] satisfies [string, Command]]
  })
}

const exportDefaults = {
  minConfidence: 0,
  splitSeed: 1,
  stratify: true,
  groupDuplicates: true,
  withSamples: false,
  overwrite: false,
}

/** Runs a line with commands that only note how they were called. */
async function parse(line: string) {
  const calls: { name: string; options: unknown; json: boolean }[] = []
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
    signal: new AbortController().signal,
  }
  const note = (name: string) => async (options: object, json: boolean) => {
    calls.push({ name, options, json })
  }
  const commands = new Proxy({} as Commands, { get: (_, name) => note(String(name)) })
  const code = await runCli(line.split(' ').filter(Boolean), io, '1.2.3', commands)
  return { code, calls, out, err }
}

describe('command line', () => {
  it('has the commands that are promised', () => {
    const program = createProgram({} as Commands, '1.2.3')
    const commands = commandsOf(program)
    expect(commands.map(([name]) => name)).toEqual(names)
    for (const [, command] of commands) expect(command.options.map(({ long }) => long)).toContain('--json')
  })

  it.each([
    ['sample a', { file: 'a', count: 5000, seed: 1 }],
    ['sample a --count 300 --seed 7', { file: 'a', count: 300, seed: 7 }],
    ['import a b', { file: 'a', source: 'b', transpose: false, foldersAreClasses: false }],
    [
      'import a b --format idx --labels c --transpose',
      { file: 'a', source: 'b', format: 'idx', labels: 'c', transpose: true, foldersAreClasses: false },
    ],
    [
      'import a b --format csv --truth-column t --id-column i --text-column w --embedding-column e --labels-by m',
      {
        file: 'a',
        source: 'b',
        format: 'csv',
        truthColumn: 't',
        idColumn: 'i',
        textColumn: 'w',
        embeddingColumn: 'e',
        labelsBy: 'm',
        transpose: false,
        foldersAreClasses: false,
      },
    ],
    [
      'import a b --folders-are-classes --side 64 --colour rgb --fit crop',
      {
        file: 'a',
        source: 'b',
        transpose: false,
        foldersAreClasses: true,
        side: 64,
        colour: 'rgb',
        fit: 'crop',
      },
    ],
    ['train a', { file: 'a', engine: 'auto', resume: false, continue: false }],
    [
      'train a --clusters 30 --epochs 4 --engine wasm --seed 0',
      { file: 'a', clusters: 30, epochs: 4, engine: 'wasm', seed: 0, resume: false, continue: false },
    ],
    [
      'train a --jitter photos',
      { file: 'a', engine: 'auto', jitter: 'photos', resume: false, continue: false },
    ],
    [
      'train a --encoder given',
      { file: 'a', engine: 'auto', encoder: 'given', resume: false, continue: false },
    ],
    ['train a --continue', { file: 'a', engine: 'auto', resume: false, continue: true }],
    [
      'train a --continue --epochs 6 --engine wasm',
      { file: 'a', epochs: 6, engine: 'wasm', resume: false, continue: true },
    ],
    ['train a --resume', { file: 'a', engine: 'auto', resume: true, continue: false }],
    [
      'simulate a --labels 60,10,10',
      {
        file: 'a',
        labels: [10, 60],
        decoder: 'graph',
        strategy: 'random',
        seeds: 5,
        noise: 0,
        annotators: 1,
      },
    ],
    [
      'simulate a --labels 10 --decoder soft --strategy default --seeds 2 --noise 0.05 --annotators 3',
      {
        file: 'a',
        labels: [10],
        decoder: 'soft',
        strategy: 'default',
        seeds: 2,
        noise: 0.05,
        annotators: 3,
      },
    ],
    ['label a b', { file: 'a', labels: 'b', skipUnknown: false }],
    [
      'label a b --skip-unknown --annotator Jo',
      { file: 'a', labels: 'b', skipUnknown: true, annotator: 'Jo' },
    ],
    ['quality a', { file: 'a', target: undefined }],
    ['quality a --target 0.9', { file: 'a', target: 0.9 }],
    ['status a', { file: 'a', engine: 'auto' }],
    ['export a b --format csv', { file: 'a', out: 'b', format: 'csv', ...exportDefaults }],
    [
      'export a b.csv --min-confidence 0.9 --humans-only --overwrite',
      { file: 'a', out: 'b.csv', ...exportDefaults, minConfidence: 0.9, humansOnly: true, overwrite: true },
    ],
    [
      'export a b --sources model,human --classes cat,"dog,big" --clusters 3,0 --annotators Jo',
      {
        file: 'a',
        out: 'b',
        ...exportDefaults,
        sources: ['human', 'model'],
        classes: ['cat', 'dog,big'],
        clusters: [3, 0],
        annotators: ['Jo'],
      },
    ],
    [
      'export a b --split train=0.8,test=.2 --split-seed 7 --no-stratify --no-group-duplicates --with-samples',
      {
        file: 'a',
        out: 'b',
        ...exportDefaults,
        split: [
          { name: 'train', share: 0.8 },
          { name: 'test', share: 0.2 },
        ],
        splitSeed: 7,
        stratify: false,
        groupDuplicates: false,
        withSamples: true,
      },
    ],
    ['agreement a', { file: 'a' }],
    ['serve', { file: undefined, port: 0, open: true }],
    ['serve a --port 8080 --no-open', { file: 'a', port: 8080, open: false }],
  ])('understands "%s"', async (line, options) => {
    const { code, calls } = await parse(line)
    expect(calls).toEqual([{ name: line.split(' ')[0], options, json: false }])
    expect(code).toBe(0)
  })

  const shared = { file: 'a', withLabeled: false, seed: 1 }
  const packages = { ...shared, out: 'b', overlap: 1, overlapShare: 1, independent: false }
  it.each([
    ['work make a b --annotator Jo', 'workMake', { ...packages, annotator: ['Jo'] }],
    [
      'work make a b --annotator Jo --annotator Ann --clusters 3,0 --overlap 2 --overlap-share 0.5 --independent',
      'workMake',
      {
        ...packages,
        annotator: ['Jo', 'Ann'],
        clusters: [3, 0],
        overlap: 2,
        overlapShare: 0.5,
        independent: true,
      },
    ],
    [
      'work assign a --annotator Jo --range 1-50 --with-labeled --seed 7',
      'workAssign',
      { ...shared, annotator: ['Jo'], range: { first: 1, last: 50 }, withLabeled: true, seed: 7 },
    ],
    ['work merge a b c', 'workMerge', { file: 'a', packages: ['b', 'c'] }],
    ['work status a', 'workStatus', { file: 'a' }],
    ['snapshot list a', 'snapshotList', { file: 'a' }],
    ['snapshot take a b --note c', 'snapshotTake', { file: 'a', name: 'b', note: 'c' }],
    ['snapshot compare a b', 'snapshotCompare', { file: 'a', name: 'b', other: undefined }],
    ['snapshot compare a b c', 'snapshotCompare', { file: 'a', name: 'b', other: 'c' }],
    ['snapshot restore a b', 'snapshotRestore', { file: 'a', name: 'b' }],
    ['work log a b --format csv', 'workLog', { file: 'a', out: 'b', format: 'csv', overwrite: false }],
  ])('understands "%s"', async (line, name, options) => {
    expect(await parse(line)).toMatchObject({ code: 0, calls: [{ name, options, json: false }] })
  })

  it('takes --json anywhere after the command', async () => {
    expect((await parse('status --json a')).calls[0]).toMatchObject({ options: { file: 'a' }, json: true })
    expect((await parse('status a --json')).calls[0]).toMatchObject({ options: { file: 'a' }, json: true })
  })

  it.each([
    'nonsense',
    'sample',
    'sample a --count 0',
    'sample a --count many',
    'import a',
    'import a b c',
    'import a b --format xml',
    'train a --epochs 1',
    'train a --clusters 1.5',
    'train a --engine gpu',
    'train a --continue --clusters 30',
    'train a --continue --resume',
    'simulate a',
    'simulate a --labels 10,x',
    'simulate a --labels 0',
    'export a b --min-confidence 2',
    'export a b --classes "cat',
    'export a b --annotators Jo,,Al',
    'export a b --min-confidence high',
    'export a b --sources people',
    'export a b --humans-only --sources model',
    'export a b --split train=1',
    'export a b --split train=0.5,train=0.5',
    'export a b --split Train=0.5,test=x',
    'export a b --clusters first',
    'serve a --port 70000',
    'quality a --target 1',
    'quality a --target high',
    'status a --wrong',
    'work make a b',
    'work make a b --annotator Jo --annotator Jo',
    'work make a b --annotator Jo --share 0.5 --range 1-2',
    'work assign a --annotator Jo --range 9-2',
    'work merge a',
    'work nonsense',
  ])('refuses "%s" and says why', async (line) => {
    const human = await parse(line)
    expect(human).toMatchObject({ code: 2, calls: [], out: '' })
    expect(human.err).toMatch(/^error: /)
    const script = await parse(`${line} --json`)
    expect(script).toMatchObject({ code: 2, calls: [] })
    expect(JSON.parse(script.out).error).toMatchObject({ code: 'bad-request', message: expect.any(String) })
    expect(script.err).not.toBe('')
  })

  it('prints its version and help, and help when it is told nothing', async () => {
    expect(await parse('--version')).toMatchObject({ code: 0, out: '1.2.3\n' })
    expect((await parse('--help')).out).toContain('simulate [options] <file>')
    expect((await parse('train --help')).out).toContain('--clusters <n>')
    const nothing = await parse('')
    expect(nothing.code).toBe(2)
    expect(nothing.err).toContain('Usage: fewlabel')
  })
})
