import { createWriteStream } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { ExportRow } from '../contract/export.ts'
import { exportColumns, exportRecord } from './export-fields.ts'
import { syncFolder } from './export-target.ts'
import { csvLines, type ExportRows } from './export-text.ts'
import { pictureName, safeName, UniqueNames } from './file-names.ts'
import { writeText } from './whole-file.ts'

/** An exported picture: its bytes, or the file to copy. `extension` with or without the dot. */
export type ExportPicture = { extension: string; bytes: Uint8Array } | { path: string }

/** Pictures written at the same moment; enough to hide the wait for the disk. */
const picturesAtOnce = 8

const manifestName = 'manifest.csv'
const classListName = 'classes.txt'

/**
 * Fills `folder` (made here) with `<class>/<picture>`, `manifest.csv` (the CSV's columns after `file_name`) and
 * `classes.txt`: the classes that have a folder, one per line in the order of their folders' names by code point,
 * which is the order in which loaders of class folders (torchvision, Hugging Face, Ultralytics) number them.
 */
export async function writeClassFolders(
  folder: string,
  rows: ExportRows,
  classNames: readonly string[],
  picture: (sampleId: number) => Promise<ExportPicture>,
): Promise<void> {
  await mkdir(folder)
  const folders = classFolders(classNames)
  const used = new Map<string, UniqueNames>()

  async function place(row: ExportRow, image: ExportPicture): Promise<string> {
    const classFolder = folders.get(row.label)
    if (classFolder === undefined) {
      throw new FewlabelError('class-not-found', `An exported sample has the unknown class "${row.label}".`)
    }
    let names = used.get(classFolder)
    if (!names) {
      names = new UniqueNames()
      used.set(classFolder, names)
      await mkdir(join(folder, classFolder))
    }
    const extension = 'path' in image ? extname(image.path) : image.extension
    return `${classFolder}/${names.take(pictureName(row.id, extension))}`
  }

  async function* manifest(): AsyncGenerator<string> {
    yield csvLines([['file_name', ...exportColumns(classNames)]])
    for await (const batch of inBatches(rows)) {
      const images = await Promise.all(batch.map((row) => picture(row.sampleId)))
      const files: string[] = []
      for (const [i, row] of batch.entries()) files.push(await place(row, images[i]))
      // All have come to an end before the first failure is thrown: none writes into a folder being removed.
      const written = await Promise.allSettled(
        images.map((image, i) => writePicture(image, join(folder, files[i]))),
      )
      for (const outcome of written) if (outcome.status === 'rejected') throw outcome.reason
      yield csvLines(batch.map((row, i) => [files[i], ...exportRecord(row, classNames.length)]))
    }
  }

  await writeText(join(folder, manifestName), manifest())
  const classes = [...folders].filter(([, classFolder]) => used.has(classFolder))
  classes.sort(([, a], [, b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const lines = classes.map(([name]) => `${name.replace(/[\r\n]+/g, ' ')}\n`)
  await writeFile(join(folder, classListName), lines.join(''), { flag: 'wx', flush: true })
  for (const classFolder of used.keys()) await syncFolder(join(folder, classFolder))
  await syncFolder(folder)
}

/** Folder of each class: its name made safe, numbered where two names are one on Windows or macOS (`A`, `a_2`). */
export function classFolders(classNames: readonly string[]): Map<string, string> {
  const names = new UniqueNames([manifestName, classListName])
  return new Map(classNames.map((name) => [name, names.take(safeName(name))]))
}

async function writePicture(image: ExportPicture, file: string): Promise<void> {
  if ('bytes' in image) {
    await writeFile(file, image.bytes, { flag: 'wx', flush: true })
    return
  }
  // Opened first: what fails here is the original, what fails below is the export.
  const original = await open(image.path).catch((cause: unknown) => {
    throw new FewlabelError(
      'source-not-found',
      'The original of a sample is not where it was.',
      { file: image.path, remedy: 'Re-link the folder it was moved to, then export again.' },
      { cause },
    )
  })
  await pipeline(original.createReadStream(), createWriteStream(file, { flags: 'wx', flush: true }))
}

async function* inBatches(rows: ExportRows): AsyncGenerator<ExportRow[]> {
  let batch: ExportRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < picturesAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
