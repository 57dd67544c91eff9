import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { damagesOf, importDamaged, layOut } from '../src-main/dataset/testing/fuzz-subject.ts'
import { fuzzSubjects } from '../src-main/dataset/testing/fuzz-subjects.ts'
import { peakMegabytes } from './fork-child.ts'

/*
 * The child of fuzz.ts: imports damaged files of one subject, one after the other, and says how each ended. When it
 * dies, it was the case it began last.
 */

export interface FuzzTask {
  subject: string
  first: number
  cases: number
  seed: number
}

export type FuzzProgress =
  | { began: number }
  | {
      /** Cases since the last word, how many were read to their end, and the codes of those that were refused. */
      cases: number
      whole: number
      codes: Record<string, number>
      failures: string[]
      peakMegabytes: number
      /** The case that comes next. */
      next: number
    }

/** Cases that are made at a time. */
const block = 250

process.once('disconnect', () => process.exit(1))
process.once('message', async (message) => {
  const { subject: name, first, cases, seed } = message as FuzzTask
  const subject = (await fuzzSubjects()).find((each) => each.name === name)
  if (subject === undefined) throw new Error(`There is no subject "${name}"`)
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-fuzz-'))
  try {
    for (let at = first; at < cases; ) {
      const start = at - (at % block)
      const damages = damagesOf(subject, Math.min(block, cases - start), seed + start)
      const progress = { cases: 0, whole: 0, codes: {} as Record<string, number>, failures: [] as string[] }
      layOut(subject, folder)
      for (; at < start + damages.length; at++) {
        await say({ began: at })
        const damaged = damages[at - start]
        progress.cases++
        try {
          const { code } = await importDamaged(subject, folder, damaged)
          if (code === null) progress.whole++
          else progress.codes[code] = (progress.codes[code] ?? 0) + 1
        } catch (error) {
          progress.failures.push(`case ${at}, ${damaged.how}: ${String(error).slice(0, 300)}`)
        }
      }
      await say({ ...progress, peakMegabytes: peakMegabytes(), next: at })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  process.disconnect()
})

function say(progress: FuzzProgress): Promise<void> {
  return new Promise((resolve) => process.send?.(progress, undefined, undefined, () => resolve()))
}
