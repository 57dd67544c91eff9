import { FewlabelError } from '../contract/errors.ts'
import { exportColumns, exportRecord } from './export-fields.ts'
import type { ExportOutput } from './export-output.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { pictureName, safeName, UniqueNames } from './file-names.ts'
import { placePictures } from './place-pictures.ts'
import { csvLines, tableShape } from './write-csv.ts'

const tableName = 'manifest.csv'
const classListName = 'classes.txt'

/**
 * `[<part>/]<class>/<picture>`, `manifest.csv` (the CSV's columns after `file_name`) and `classes.txt`: the classes
 * that have a folder, then in every part, one per line in the order of their folders' names by code point, which is
 * the order in which loaders of class folders (torchvision, Hugging Face, Ultralytics) number them.
 */
export const classFoldersWriter: ExportWriter = {
  write: (job, output) => writeClassFolders(job, output, null),
}

/** @param onlyPart folder above the class folders where the set is not split; null for none */
export async function writeClassFolders(
  job: ExportJob,
  output: ExportOutput,
  onlyPart: string | null,
): Promise<void> {
  const shape = tableShape(job)
  const folders = classFolders(shape.classNames)
  const isUsed = new Set<string>()
  const names = new Map<string, UniqueNames>()
  const nameOf = (label: string, part: string | null, picture: string) => {
    const classFolder = folders.get(label)
    if (classFolder === undefined) {
      throw new FewlabelError('class-not-found', `An exported sample has the unknown class "${label}".`)
    }
    isUsed.add(label)
    const folder = part === null ? classFolder : `${part}/${classFolder}`
    const taken = names.get(folder) ?? new UniqueNames()
    names.set(folder, taken)
    return `${folder}/${taken.take(picture)}`
  }
  async function* table(): AsyncGenerator<string> {
    yield csvLines([['file_name', ...exportColumns(shape)]])
    const placed = placePictures(job, output, (row, extension) =>
      nameOf(row.label, row.split ?? onlyPart, pictureName(row.id, extension)),
    )
    for await (const batch of placed)
      yield csvLines(batch.map(({ row, name }) => [name, ...exportRecord(row, shape)]))
  }
  await output.writeAll(tableName, table())
  // Loaders number the folders of each part by themselves: a class that is missing in one would shift all behind it.
  for (const { name: part } of job.parts) {
    for (const label of isUsed) await output.makeFolder(`${part}/${folders.get(label)}`)
  }
  await writeClassList(job, output, folders, isUsed)
}

async function writeClassList(
  job: ExportJob,
  output: ExportOutput,
  folders: ReadonlyMap<string, string>,
  isUsed: ReadonlySet<string>,
): Promise<void> {
  const classes = job.classes
    .filter(({ name }) => isUsed.has(name))
    .map(({ name }) => ({ name, folder: Buffer.from(folders.get(name) ?? '') }))
  classes.sort((a, b) => Buffer.compare(a.folder, b.folder))
  await output.writeAll(
    classListName,
    classes.map(({ name }) => `${name.replace(/[\r\n]+/g, ' ')}\n`),
  )
}

/** Folder of each class: its name made safe, numbered where two names are one on Windows or macOS (`A`, `a_2`). */
export function classFolders(classNames: readonly string[]): Map<string, string> {
  const names = new UniqueNames([tableName, classListName, 'manifest.json', 'croissant.json'])
  return new Map(classNames.map((name) => [name, names.take(safeName(name))]))
}
