import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { syncFolder } from './export-target.ts'
import type { ExportPicture } from './export-writer.ts'
import { listedLine } from './listed-line.ts'
import { openOriginal } from './open-original.ts'
import { type OpenOutput, type OutputFile, openNew } from './output-file.ts'

/** A file of an export, whole: its name is relative to the export, with forward slashes. */
export interface WrittenFile {
  name: string
  bytes: number
  sha256: string
}

/** Bytes of small pieces that are collected before they go to the disk, and of the list of pictures. */
const bufferBytes = 256 * 1024
const pictureList = '.pictures'

/** A new file that is hashed while it is written. */
export class HashedFile {
  readonly #file: OutputFile
  readonly #hash: Hash = createHash('sha256')
  readonly #onClosed: (file: Omit<WrittenFile, 'name'>) => void
  #pieces: Uint8Array[] = []
  #waiting = 0
  #bytes = 0

  constructor(file: OutputFile, onClosed: (file: Omit<WrittenFile, 'name'>) => void) {
    this.#file = file
    this.#onClosed = onClosed
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** Text becomes UTF-8. Bytes must stay as they are until this resolves. The disk is waited for, never run ahead of. */
  async write(piece: string | Uint8Array): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    this.#bytes += bytes.length
    if (this.#waiting === 0 && bytes.length >= bufferBytes) return this.#put(bytes)
    // A piece that waits is a copy, since its owner may use the memory again.
    this.#pieces.push(typeof piece === 'string' ? bytes : bytes.slice())
    this.#waiting += bytes.length
    if (this.#waiting >= bufferBytes) await this.#flush()
  }

  /** Flushes it to the disk; only then does it count as written. */
  async close(): Promise<void> {
    try {
      await this.#flush()
      await this.#file.sync()
    } finally {
      await this.#file.close()
    }
    this.#onClosed({ bytes: this.#bytes, sha256: this.#hash.digest('hex') })
  }

  /** Lets go of a file that will not be whole. */
  async abandon(): Promise<void> {
    await this.#file.close()
  }

  async #flush(): Promise<void> {
    if (this.#waiting === 0) return
    const bytes = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#waiting = 0
    await this.#put(bytes)
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    await this.#file.appendFile(bytes)
  }
}

/**
 * Where a writer puts its files. All of it lies under a temporary name until it is whole; every file is hashed while
 * it is written. Names are relative to the export, with forward slashes; folders on the way are made.
 */
export class ExportOutput {
  /** Of the one file, for formats that are a file. */
  readonly name: string
  readonly #folder: string
  readonly #openOutput: OpenOutput
  readonly #files: WrittenFile[] = []
  readonly #folders = new Set<string>()
  /** Pictures can be a million: their list lies on the disk. */
  #listed: HashedFile | null = null
  readonly #endings = new Set<string>()

  /** @param folder is there already */
  constructor(folder: string, name: string, openOutput: OpenOutput = openNew) {
    this.#folder = folder
    this.name = name
    this.#openOutput = openOutput
  }

  /** A new file, to be closed by who asked for it. */
  async create(name: string): Promise<HashedFile> {
    await this.#makeFolderOf(name)
    const file = await this.#openOutput(join(this.#folder, name))
    return new HashedFile(file, (written) => this.#files.push({ name, ...written }))
  }

  /** Writes a file as a whole; the next piece is asked for when the disk has taken the last one. */
  async writeAll(
    name: string,
    pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  ): Promise<void> {
    const file = await this.create(name)
    try {
      for await (const piece of pieces) await file.write(piece)
    } catch (error) {
      await file.abandon()
      throw error
    }
    await file.close()
  }

  /** Puts pictures under their names, all at the same time: the bytes, or a copy of the original. One call at a time. */
  async place(pictures: readonly { name: string; picture: ExportPicture }[]): Promise<void> {
    for (const { name } of pictures) await this.#makeFolderOf(name)
    // All have come to an end before the first failure is thrown: none writes into a folder being removed.
    const outcomes = await Promise.allSettled(
      pictures.map(({ name, picture }) => {
        const file = join(this.#folder, name)
        return 'bytes' in picture ? placeBytes(file, picture.bytes) : copy(file, picture.path)
      }),
    )
    this.#listed ??= new HashedFile(await openNew(join(this.#folder, pictureList)), () => {})
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'rejected') throw outcome.reason
      const line = { name: pictures[i].name, ...outcome.value }
      await this.#listed.write(listedLine(line))
      this.#endings.add(extname(line.name))
    }
  }

  /** A folder that is there even if nothing gets into it. */
  async makeFolder(name: string): Promise<void> {
    await this.#makeFolderOf(`${name}/.`)
  }

  /** Another name for a file that was created and closed. */
  async rename(from: string, to: string): Promise<void> {
    const file = this.#files.find(({ name }) => name === from)
    if (!file) throw new Error(`there is no file ${from} in the export`)
    await this.#makeFolderOf(to)
    await rename(join(this.#folder, from), join(this.#folder, to))
    file.name = to
  }

  /** Reads a file that was created and closed, and removes it: for what is put together from several. */
  async *takeBack(name: string): AsyncGenerator<Uint8Array> {
    const at = this.#files.findIndex((file) => file.name === name)
    if (at < 0) throw new Error(`there is no file ${name} in the export`)
    const path = join(this.#folder, name)
    for await (const piece of createReadStream(path)) yield piece as Uint8Array
    this.#files.splice(at, 1)
    await rm(path)
  }

  /** Files made by {@link create}, in the order in which they were closed. */
  files(): readonly Readonly<WrittenFile>[] {
    return this.#files
  }

  /** Endings of the names of pictures that were placed, with their dot. */
  get pictureEndings(): ReadonlySet<string> {
    return this.#endings
  }

  /** Every file: those that were created, then the pictures. Ends the placing of pictures. */
  async *everything(): AsyncGenerator<WrittenFile> {
    yield* this.#files
    if (!this.#listed) return
    await this.#listed.close()
    const list = await open(join(this.#folder, pictureList))
    for await (const line of createInterface({ input: list.createReadStream(), crlfDelay: Infinity })) {
      yield JSON.parse(line) as WrittenFile
    }
  }

  /** Removes what is not part of the export and makes all names durable. */
  async finish(): Promise<void> {
    await rm(join(this.#folder, pictureList), { force: true })
    for (const folder of this.#folders) await syncFolder(join(this.#folder, folder))
    await syncFolder(this.#folder)
  }

  /** Closes what is open, so that everything can be removed. */
  async abandon(): Promise<void> {
    await this.#listed?.abandon().catch(() => {})
  }

  async #makeFolderOf(name: string): Promise<void> {
    const folder = dirname(name)
    if (folder === '.' || this.#folders.has(folder)) return
    this.#folders.add(folder)
    await mkdir(join(this.#folder, folder), { recursive: true })
  }
}

async function placeBytes(file: string, bytes: Uint8Array): Promise<Omit<WrittenFile, 'name'>> {
  await writeFile(file, bytes, { flag: 'wx', flush: true })
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function copy(file: string, path: string): Promise<Omit<WrittenFile, 'name'>> {
  // Opened first: what fails here is the original, what fails below is the export.
  const original = await openOriginal(path)
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(
    original.createReadStream(),
    async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
    },
    createWriteStream(file, { flags: 'wx', flush: true }),
  )
  return { bytes, sha256: hash.digest('hex') }
}
