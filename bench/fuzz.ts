import { fork } from 'node:child_process'
import { importFormats } from '../src-main/contract/data.ts'
import { fuzzSubjects } from '../src-main/dataset/testing/fuzz-subjects.ts'
import type { FuzzProgress, FuzzTask } from './fuzz-child.ts'
import { type BenchOptions, chosen } from './options.ts'
import type { Measure } from './report.ts'

/** A case that says nothing for so long hangs. */
const patienceSeconds = 60
/** Memory of JavaScript's objects that a reader's process may have, MB. */
const heapLimit = 512

/** What became of all cases of one subject. */
interface Tally {
  cases: number
  whole: number
  codes: Record<string, number>
  peak: number
  failures: string[]
}

/**
 * Damages the files of every reader, each in a process of its own with little memory, and counts what became of them.
 *
 * @returns measures, one for each subject: cases that ended as they must
 */
export async function measureFuzz({ only, cases }: BenchOptions): Promise<Measure[]> {
  const formats = chosen(only, importFormats)
  const measures: Measure[] = []
  for (const { name, format } of await fuzzSubjects()) {
    if (!formats.includes(format)) continue
    const started = performance.now()
    const tally = await fuzzOne(name, cases)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    const codes = Object.entries(tally.codes).map(([code, count]) => `${count} ${code}`)
    console.log(`${name}: ${[`${tally.whole} read`, ...codes].join(', ')}; ${seconds} s`)
    for (const failure of tally.failures.slice(0, 20)) console.log(`  ${failure}`)
    measures.push(
      {
        what: `damaged files, ${name}: of ${cases} neither read nor refused`,
        value: tally.failures.length,
        unit: '',
        target: { atMost: 0 },
        note: `${tally.whole} read`,
      },
      {
        what: `damaged files, ${name}: memory, peak`,
        value: tally.peak,
        unit: 'MB',
        target: { atMost: 700 },
      },
    )
  }
  return measures
}

async function fuzzOne(name: string, cases: number): Promise<Tally> {
  const tally: Tally = { cases: 0, whole: 0, codes: {}, peak: 0, failures: [] }
  // After a death the next process goes on behind the case that killed this one.
  for (let first = 0; first < cases; ) first = await runChild({ subject: name, first, cases, seed: 1 }, tally)
  return tally
}

/** @returns the case to go on with */
function runChild(task: FuzzTask, tally: Tally): Promise<number> {
  return new Promise((resolve) => {
    const child = fork(new URL('./fuzz-child.ts', import.meta.url), {
      execArgv: [`--max-old-space-size=${heapLimit}`],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    let at = task.first
    let hangs = false
    let words = ''
    let patience: NodeJS.Timeout | undefined
    const wait = () => {
      clearTimeout(patience)
      patience = setTimeout(() => {
        hangs = true
        child.kill('SIGKILL')
      }, patienceSeconds * 1000)
    }
    child.stderr?.on('data', (text) => {
      words = (words + String(text)).slice(-300)
    })
    child.on('message', (message) => {
      wait()
      const progress = message as FuzzProgress
      if ('began' in progress) at = progress.began
      else {
        tally.cases += progress.cases
        tally.whole += progress.whole
        tally.peak = Math.max(tally.peak, progress.peakMegabytes)
        tally.failures.push(...progress.failures)
        for (const [code, count] of Object.entries(progress.codes)) {
          tally.codes[code] = (tally.codes[code] ?? 0) + count
        }
        at = progress.next
      }
    })
    child.on('exit', (code, signal) => {
      clearTimeout(patience)
      if (at < task.cases) {
        const how = hangs ? 'hung' : `ended with ${signal ?? code}: ${words.trim().replace(/\s+/g, ' ')}`
        tally.failures.push(`case ${at}: the process ${how}`)
      }
      resolve(at < task.cases ? at + 1 : task.cases)
    })
    wait()
    child.send(task)
  })
}
