import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { type ImportFormat, type ImportRequest, importRequestSchema } from '../../contract/data.ts'
import { FewlabelError } from '../../contract/errors.ts'
import { openSource } from '../open-source.ts'
import { type DamagedFile, damagedFiles } from './damaged-file.ts'
import { FakeDecoder } from './fake-decoder.ts'

/** A valid source of one format, one file of which is to be damaged. */
export interface FuzzSubject {
  name: string
  format: ImportFormat
  /** Paths below the source's folder, and what they hold. */
  files: Record<string, Uint8Array | string>
  /** The file that is damaged. */
  target: string
  /** What is opened, below the folder; the target where absent, `.` for the folder itself. */
  source?: string
  /** Damaged as text, too. */
  isText: boolean
  options?: Partial<ImportRequest>
}

/** How an import of a damaged source ended: with some samples, or with a typed error. */
export interface FuzzOutcome {
  /** Code of the error; null where there was none. */
  code: string | null
  samples: number
  problems: number
}

/** An import that takes longer hangs. */
const deadlineSeconds = 20

/** The damages with which a subject is tried; the same for the same seed. */
export function damagesOf(subject: FuzzSubject, cases: number, seed: number): DamagedFile[] {
  const content = subject.files[subject.target]
  // A copy, and no Buffer, whose slices would be the same memory.
  const valid = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content)
  return fc.sample(damagedFiles(valid, subject.isText), { numRuns: cases, seed })
}

/** Puts a subject's files into a folder that is made anew. */
export function layOut(subject: FuzzSubject, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, content] of Object.entries(subject.files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

/**
 * Imports a subject, which is laid out in a folder, with one file of it damaged.
 *
 * @throws Error for what must never be: anything thrown that is no FewlabelError, or one that does not say what to do or
 * about which file, a sample that is none, or no end
 */
export async function importDamaged(
  subject: FuzzSubject,
  folder: string,
  { bytes }: DamagedFile,
): Promise<FuzzOutcome> {
  writeFileSync(join(folder, subject.target), bytes)
  const abort = new AbortController()
  let late: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      abort.abort()
      reject(new Error(`no end within ${deadlineSeconds} seconds`))
    }, deadlineSeconds * 1000)
  })
  try {
    return await Promise.race([importAll(subject, folder, abort.signal), deadline])
  } finally {
    clearTimeout(late)
  }
}

async function importAll(subject: FuzzSubject, folder: string, signal: AbortSignal): Promise<FuzzOutcome> {
  const outcome: FuzzOutcome = { code: null, samples: 0, problems: 0 }
  try {
    const request = importRequestSchema.parse({
      source: join(folder, subject.source ?? subject.target),
      format: subject.format,
      recipe: { side: 4 },
      ...subject.options,
    })
    const source = await openSource(request, () => new FakeDecoder())
    const length =
      source.shape.kind === 'image' ? source.shape.side ** 2 * source.shape.channels : source.shape.length
    for await (const { samples, problems } of source.batches(signal)) {
      for (const { input } of samples) {
        if (input.length !== length) throw new Error(`a sample of ${input.length} numbers, not of ${length}`)
        if (input instanceof Float32Array && !input.every(Number.isFinite))
          throw new Error('a sample with no number')
      }
      outcome.samples += samples.length
      outcome.problems += problems.length
    }
    return outcome
  } catch (error) {
    if (!(error instanceof FewlabelError)) throw error
    const { code, details } = error
    if (code === 'internal') throw error
    if (details.file === undefined || details.remedy === undefined) {
      throw new Error(`an error that does not say about which file, or what to do: ${error.message}`, {
        cause: error,
      })
    }
    return { ...outcome, code }
  }
}
