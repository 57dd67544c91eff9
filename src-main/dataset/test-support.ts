/** What the tests of this room share. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { StartProgram } from '../contract/child-program.ts'
import {
  type ColumnRole,
  type ImportProblem,
  type ImportRequest,
  importRequestSchema,
  type PreparedSample,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { SampleSource } from './sample-source.ts'

/** A folder for the tests of one file, removed afterwards; answers paths in it. */
export function temporaryFolder(): (...parts: string[]) => string {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fewlabel-dataset-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (...parts) => join(folder, ...parts)
}

export function requestFor(source: string, options: Record<string, unknown> = {}): ImportRequest {
  return importRequestSchema.parse({ source, ...options })
}

/** Where no image is expected. */
export const noDecoder: StartProgram = () => {
  throw new Error('no image was expected')
}

/** The part of a request that says what columns are used for. */
export function asking(columns: Record<string, ColumnRole>): Pick<ImportRequest, 'columnRoles'> {
  return { columnRoles: Object.entries(columns).map(([column, role]) => ({ column, role })) }
}

export async function collect(
  source: SampleSource,
  signal?: AbortSignal,
): Promise<{ samples: PreparedSample[]; problems: ImportProblem[]; sizes: number[] }> {
  const samples: PreparedSample[] = []
  const problems: ImportProblem[] = []
  const sizes: number[] = []
  for await (const batch of source.batches(signal)) {
    samples.push(...batch.samples)
    problems.push(...batch.problems)
    sizes.push(batch.samples.length)
  }
  return { samples, problems, sizes }
}

/** The typed error a promise rejects with; fails the test when it resolves or throws anything else. */
export async function failureOf(work: Promise<unknown>): Promise<FewlabelError> {
  try {
    await work
  } catch (error) {
    if (error instanceof FewlabelError) return error
    throw error
  }
  throw new Error('it should have failed')
}

/** An idx3-ubyte file. */
export function idxImages(count: number, rows: number, columns: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(16)
  for (const [index, value] of [0x803, count, rows, columns].entries()) header.writeUInt32BE(value, index * 4)
  return Buffer.concat([header, pixels])
}

/** An idx1-ubyte file. */
export function idxLabels(labels: number[]): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(0x801, 0)
  header.writeUInt32BE(labels.length, 4)
  return Buffer.concat([header, Buffer.from(labels)])
}

/** Bytes that look random but are the same every time. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}
