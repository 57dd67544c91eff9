import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  type ImportProblem,
  type ImportRequest,
  loneOriginalLimit,
  type PreparedSample,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { isImageName, mediaTypes, sniffImage } from './image-kind.ts'
import type { SampleBatch, SampleSource } from './sample-source.ts'
import { makeUnpackFolder } from './unpack-folder.ts'
import { unpackZip } from './zip-archive.ts'

/** Originals that are held at a time, in bytes. */
const heldBytes = 32 * 1024 * 1024

type OpenInside = (request: ImportRequest) => Promise<SampleSource>

/**
 * What an archive holds, read as if it lay unpacked: its one file, or its folder. It is unpacked into a private folder
 * each time it is read, which is removed when the reading is over, however it ends. Names in ids and reports are those in
 * the archive. Originals have no file of their own afterwards, so they are kept with the samples up to a larger size.
 *
 * @param openInside opens what was unpacked
 * @throws FewlabelError — as `unpackZip`, and what the reader of its contents throws
 */
export async function openZip(request: ImportRequest, openInside: OpenInside): Promise<SampleSource> {
  const folder = await makeUnpackFolder()
  const places = new UnpackedPlaces(request.source, folder)
  try {
    // Whether images are sound shows when they are read; until then only what they are called matters.
    const leftOut = await unpackZip(request.source, folder, { leaveEmpty: isImageName })
    const source = await openInside({ ...request, source: await rootOf(folder) })
    const notices = [...leftOut, ...source.notices.map((each) => places.ofProblem(each))]
    return { ...source, notices, batches: (signal) => readBatches(request, openInside, signal) }
  } catch (error) {
    throw places.ofError(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* readBatches(
  request: ImportRequest,
  openInside: OpenInside,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const folder = await makeUnpackFolder()
  const places = new UnpackedPlaces(request.source, folder)
  try {
    await unpackZip(request.source, folder, { signal })
    const source = await openInside({ ...request, source: await rootOf(folder) })
    for await (const batch of source.batches(signal)) yield* withOriginals(batch, places)
  } catch (error) {
    throw places.ofError(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The batch with its originals, in parts where they are large. */
async function* withOriginals(
  { samples, problems, notices }: SampleBatch,
  places: UnpackedPlaces,
): AsyncGenerator<SampleBatch, void, void> {
  let held: PreparedSample[] = []
  let bytes = 0
  for (const sample of samples) {
    const original = sample.original ?? (await originalAt(sample.sourcePath))
    held.push({ ...sample, sourcePath: null, original })
    bytes += original?.bytes.length ?? 0
    if (bytes < heldBytes) continue
    yield { samples: held, problems: [] }
    held = []
    bytes = 0
  }
  const told = (each: ImportProblem) => places.ofProblem(each)
  yield { samples: held, problems: problems.map(told), ...(notices && { notices: notices.map(told) }) }
}

async function originalAt(path: string | null): Promise<PreparedSample['original']> {
  if (path === null || (await stat(path)).size > loneOriginalLimit) return null
  const bytes = new Uint8Array(await readFile(path))
  const kind = sniffImage(bytes)
  return kind === null ? null : { mediaType: mediaTypes[kind], bytes }
}

/** The folder with everything in it: archives often hold one folder, or one file. */
async function rootOf(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
  if (entries.length !== 1) return folder
  const [entry] = entries
  const path = join(folder, entry.name)
  if (entry.isDirectory() && !isMeaningful(entry.name)) return rootOf(path)
  return entry.isFile() && !isImageName(entry.name) ? path : folder
}

/** A folder that says what is in it, so that it must not be skipped: the one part of a split. */
function isMeaningful(name: string): boolean {
  return /^(train|val|valid|validation|test)$/i.test(name)
}

/** Says the archive's name for where it was unpacked to. */
class UnpackedPlaces {
  readonly #zip: string
  readonly #folder: string

  constructor(zip: string, folder: string) {
    this.#zip = zip
    this.#folder = folder
  }

  ofProblem(problem: ImportProblem): ImportProblem {
    return { ...problem, file: this.#inZip(problem.file), reason: this.#inZip(problem.reason) }
  }

  ofError(error: unknown): unknown {
    if (!(error instanceof FewlabelError)) return error
    const { code, message, ...details } = error.toDocument()
    const told = Object.fromEntries(Object.entries(details).map(([key, text]) => [key, this.#inZip(text)]))
    return new FewlabelError(code, this.#inZip(message), told, { cause: error })
  }

  #inZip(text: string): string {
    return text.replaceAll(`${this.#folder}${sep}`, `${this.#zip}${sep}`).replaceAll(this.#folder, this.#zip)
  }
}
