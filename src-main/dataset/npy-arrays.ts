import type { Readable } from 'node:stream'
import { type Entry, openPromise } from 'yauzl'
import { FewlabelError } from '../contract/errors.ts'
import { ByteReader, readBeginning, readFailure } from './byte-reader.ts'
import { type Bytes, type NpyHeader, readNpyHeader } from './npy-header.ts'

/** Arrays in one archive, at most. */
const arrayLimit = 10_000

/** An array that can be read as often as need be. */
export interface NpyArray {
  /** Its name in an archive, without the ending; empty for one in a file of its own. */
  name: string
  /** For errors: the file, and the name in it. */
  file: string
  header: NpyHeader
  /** Opens it after its header; whoever does, closes it. */
  open: () => Promise<OpenArray>
}

export interface OpenArray extends Bytes {
  close: () => Promise<void>
}

/**
 * The arrays in a file: one in NumPy's own format (.npy), any number in an archive of it (.npz).
 *
 * @throws FewlabelError — `source-damaged`, `source-unsupported`, `io-failed`
 */
export async function arraysIn(path: string): Promise<NpyArray[]> {
  const beginning = await readBeginning(path, 2)
  if (Buffer.from(beginning).toString('latin1') !== 'PK') {
    const open = () => openFile(path)
    return [await described('', path, open)]
  }
  const names = await entriesOf(path)
  const arrays: NpyArray[] = []
  for (const name of names) {
    const file = `${path}/${name}`
    arrays.push(await described(name.replace(/\.npy$/, ''), file, () => openEntry(path, name, file)))
  }
  return arrays
}

async function described(name: string, file: string, open: () => Promise<OpenArray>): Promise<NpyArray> {
  const bytes = await open()
  try {
    const header = await readNpyHeader(bytes, file)
    return {
      name,
      file,
      header,
      open: async () => {
        const again = await open()
        try {
          await readNpyHeader(again, file)
          return again
        } catch (error) {
          await again.close()
          throw error
        }
      },
    }
  } finally {
    await bytes.close()
  }
}

async function openFile(path: string): Promise<OpenArray> {
  const reader = await ByteReader.open(path)
  return {
    read: async (target) => {
      const there = await reader.read(target)
      if (reader.damage !== null) throw damaged(path, reader.damage)
      return there
    },
    close: () => reader.close(),
  }
}

async function entriesOf(path: string): Promise<string[]> {
  const names: string[] = []
  await inArchive(path, path, async (archive) => {
    for await (const entry of archive.eachEntry()) {
      const { fileName } = entry
      if (!fileName.endsWith('.npy') || names.includes(fileName)) continue
      if (entry.isEncrypted()) throw damaged(`${path}/${fileName}`, 'an encrypted array')
      names.push(fileName)
      if (names.length > arrayLimit) throw damaged(path, `more than ${arrayLimit} arrays`)
    }
  })
  if (names.length > 0) return names
  throw new FewlabelError('source-empty', `There are no arrays in "${path}".`, {
    file: path,
    expected: 'an archive as numpy.savez writes it',
    found: 'a ZIP archive without a file named .npy',
    remedy: 'Choose another file, or unpack it and choose the folder.',
  })
}

async function openEntry(path: string, name: string, file: string): Promise<OpenArray> {
  let found: Entry | undefined
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw failureOf(path, error)
  })
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName !== name) continue
      found = entry
      break
    }
    if (found === undefined) throw damaged(file, 'no such array any more')
    const stream = await archive.openReadStreamPromise(found)
    return fromStream(stream, file, async () => archive.close())
  } catch (error) {
    archive.close()
    throw failureOf(file, error)
  }
}

function fromStream(stream: Readable, file: string, after: () => Promise<void>): OpenArray {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  let chunk: Uint8Array = new Uint8Array(0)
  return {
    read: async (target) => {
      let filled = 0
      while (filled < target.length) {
        if (chunk.length === 0) {
          const next = await chunks.next().catch((error: unknown) => {
            throw failureOf(file, error)
          })
          if (next.done) break
          chunk = next.value
        }
        const taken = chunk.subarray(0, target.length - filled)
        target.set(taken, filled)
        filled += taken.length
        chunk = chunk.subarray(taken.length)
      }
      return filled
    },
    close: async () => {
      stream.destroy()
      await chunks.return?.()
      await after()
    },
  }
}

async function inArchive(
  path: string,
  file: string,
  work: (archive: Awaited<ReturnType<typeof openPromise>>) => Promise<void>,
): Promise<void> {
  try {
    const archive = await openPromise(path, { lazyEntries: true, autoClose: false })
    try {
      await work(archive)
    } finally {
      archive.close()
    }
  } catch (error) {
    throw failureOf(file, error)
  }
}

/** What the disk said, or else what is wrong with the archive. */
function failureOf(file: string, error: unknown): FewlabelError {
  if (error instanceof FewlabelError) return error
  const { code, message } = error as NodeJS.ErrnoException
  const isDisk = code !== undefined && /^E[A-Z]+$/.test(code)
  return isDisk ? readFailure(file, error) : damaged(file, message)
}

function damaged(file: string, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${file}" is damaged or cut short.`, {
    file,
    found: found.slice(0, 200),
    remedy: 'Copy or download the file again, or save it again.',
  })
}
