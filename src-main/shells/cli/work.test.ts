import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeWorkbench } from '../browser/node-workbench.ts'
import type { CliIo } from './cli-io.ts'
import { createCommands } from './commands.ts'
import { runCli } from './run-cli.ts'

let folder: string
const home = process.env.FEWLABEL_HOME
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-team-'))
  process.env.FEWLABEL_HOME = join(folder, 'home')
})
afterAll(async () => {
  if (home === undefined) delete process.env.FEWLABEL_HOME
  else process.env.FEWLABEL_HOME = home
  await rm(folder, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
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
  const code = await runCli(args, io, '0.0.0', createCommands(io))
  return { code, out, err }
}

// biome-ignore lint/suspicious/noExplicitAny: what is in it is what these tests are about
async function json(...args: string[]): Promise<any> {
  return JSON.parse((await run(...args, '--json')).out)
}

const file = (name: string) => join(folder, name)
const project = () => file('letters.fewlabel')

/** What each letter really is, by its number here, which is its identifier in packages that tell nothing. */
async function truthOf(path: string): Promise<Map<string, string>> {
  const workbench = createNodeWorkbench('test')
  try {
    await workbench.openProject(path)
    const { samples } = workbench.project().store
    const names = samples.truthNames()
    return new Map(
      samples.metaRange(0, samples.count()).map(({ truth }, ordinal) => [String(ordinal + 1), names[truth]]),
    )
  } finally {
    await workbench.close()
  }
}

/**
 * Somebody labels a whole package as its queue asks, and errs now and then: every so many samples, beginning with
 * `first`, she says the class that follows in the alphabet.
 */
async function labelPackage(path: string, truth: ReadonlyMap<string, string>, every: number, first: number) {
  const workbench = createNodeWorkbench('test')
  try {
    await workbench.openProject(path)
    const { labeling } = workbench.project()
    const letters = [...new Set(truth.values())].sort()
    const classIds = new Map(labeling.classes.list().map(({ id, name }) => [name, id]))
    for (let asked = 0; ; asked++) {
      const [question] = labeling.views.queue({ count: 1, strategy: 'default', exclude: [] })
      if (!question) return asked
      const { id, externalId } = question.sample
      const right = letters.indexOf(truth.get(externalId) as string)
      const said = letters[(Number(externalId) + first) % every === 0 ? (right + 1) % letters.length : right]
      if (!classIds.has(said)) classIds.set(said, labeling.classes.add({ name: said }).id)
      labeling.label([id], classIds.get(said) as number)
    }
  } finally {
    await workbench.close()
  }
}

describe('three people, three packages', () => {
  let truth: Map<string, string>

  it('get their work', async () => {
    await run('sample', project(), '--count', '120', '--seed', '4')
    truth = await truthOf(project())
    const people = ['Ann', 'Ben', 'Cleo'].flatMap((name) => ['--annotator', name])
    const made = await json(
      ...['work', 'make', project(), file('packages'), ...people],
      ...['--share', '1', '--overlap', '3', '--overlap-share', '0.5', '--independent'],
    )
    // Half of 120 goes to all three, the other half to one of them each.
    expect(made.packages.map(({ samples }: { samples: number }) => samples)).toEqual([80, 80, 80])
  })

  it('label apart, and bring it together', async () => {
    const packages = ['Ann', 'Ben', 'Cleo'].map((name) => join(file('packages'), `${name}.fewlabel-work`))
    expect(await labelPackage(packages[0], truth, 20, 0)).toBe(80)
    expect(await labelPackage(packages[1], truth, 10, 3)).toBe(80)
    expect(await labelPackage(packages[2], truth, 4, 1)).toBe(80)

    const { merged, labels } = await json('work', 'merge', project(), ...packages)
    expect(labels).toBe(120)
    expect(merged.map(({ taken, people }: { taken: number; people: string[] }) => [taken, people])).toEqual([
      [80, ['Ann']],
      [80, ['Ben']],
      [80, ['Cleo']],
    ])
    // New classes come along once.
    const added = merged.flatMap(({ classesAdded }: { classesAdded: string[] }) => classesAdded)
    expect(new Set(added).size).toBe(added.length)

    const again = await json('work', 'merge', project(), ...packages)
    expect(again.merged.map(({ taken, known }: { taken: number; known: number }) => [taken, known])).toEqual([
      [0, 80],
      [0, 80],
      [0, 80],
    ])
  })

  it('agree as far as they erred', async () => {
    const { agreement, people, disputes } = await json('agreement', project())
    expect(agreement.samples).toBe(60)
    expect(agreement.alpha.state).toBe('known')
    const kappas = Object.fromEntries(
      agreement.pairs.map(
        ({ first, second, kappa }: { first: string; second: string; kappa: { value: number } }) => [
          `${first} ${second}`,
          kappa.value,
        ],
      ),
    )
    // Cleo errs most, so whoever is compared with her agrees less.
    expect(kappas['Ann Ben']).toBeGreaterThan(kappas['Ann Cleo'])
    expect(kappas['Ann Cleo']).toBeGreaterThan(0.5)
    const reliability = (name: string) =>
      people.find(({ annotator }: { annotator: string }) => annotator === name).reliability.value
    expect(reliability('Cleo')).toBeLessThan(reliability('Ann'))
    const quality = await json('quality', project())
    expect(quality.disputes).toHaveLength(disputes)
    const lines = await run('agreement', project())
    expect(lines.out).toMatch(/Krippendorff’s α +0\.\d\d \(0\.\d\d to 0\.\d\d\)/)
    expect((await run('work', 'status', project())).out).toContain(`${disputes} samples in dispute`)
  })

  it('leave a log that others can read', async () => {
    const written = await json('work', 'log', project(), file('log.jsonl'))
    expect(written).toMatchObject({ events: 240, rows: 240 })
    const lines = (await readFile(file('log.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(240)
    expect(lines[0]).toMatchObject({ kind: 'label', annotator: 'Ann', asked: 'audit', in_effect: true })
    expect(lines[0].origin_log).toMatch(/^[0-9a-f]{32}$/)
    expect(truth.has(lines[0].id)).toBe(true)
    await run('work', 'log', project(), file('log.csv'))
    const csv = await readFile(file('log.csv'), 'utf8')
    expect(csv.split('\n')).toHaveLength(242)
    expect(csv.startsWith('event,origin_log,')).toBe(true)
    expect(await json('work', 'log', project(), file('log.csv'))).toMatchObject({
      error: { code: 'export-target-exists' },
    })
  })
})
