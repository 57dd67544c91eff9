import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** Written by scripts/dist/native-manifest.mjs; paths are relative to the program's folder, with slashes. */
const manifestSchema = z.object({
  folders: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})

/** A native file is not the one that was packed. */
export class NativeFilesChanged extends Error {}

/**
 * Compares the native files of the engine with the sums that were packed with the program, before they are loaded.
 * Electron checks its archive itself, but libraries lie beside it. A library more than was packed counts as a change as
 * well: the system would look for TensorFlow's own needs in these folders first.
 *
 * @param manifestFile `native-files.json` beside the built programs; where it is missing, nothing was packed
 * @param root the program's folder
 * @throws NativeFilesChanged
 */
export async function checkNativeFiles(
  manifestFile = join(import.meta.dirname, 'native-files.json'),
  root = join(import.meta.dirname, '..'),
): Promise<void> {
  const text = await readFile(manifestFile, 'utf8').catch(() => null)
  if (text === null) return
  const { folders, files } = manifestSchema.parse(JSON.parse(text))
  const place = (path: string) => outsideArchive(join(root, path))
  const expected = new Set(files.map(({ path }) => path))
  for (const folder of folders) {
    for (const entry of await readdir(place(folder), { withFileTypes: true, recursive: true }).catch(
      () => [],
    )) {
      const path = join(entry.parentPath, entry.name).slice(outsideArchive(root).length + 1)
      if (entry.isFile() && !expected.has(path.split(sep).join('/'))) {
        throw changed(`${path} was added`)
      }
    }
  }
  for (const { path, sha256 } of files) {
    const found = await sumOf(place(path)).catch(() => null)
    if (found !== sha256) throw changed(`${path} ${found === null ? 'is missing' : 'is another'}`)
  }
}

function changed(what: string): NativeFilesChanged {
  return new NativeFilesChanged(`the files of native TensorFlow are not those of the installation (${what})`)
}

/** Electron shows unpacked files inside the archive, too; what counts is what lies on the disk. */
function outsideArchive(path: string): string {
  return path.replace(/\.asar(?=$|[\\/])/, '.asar.unpacked')
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
