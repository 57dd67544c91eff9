import { readdir } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type {
  ColumnRole,
  GivenLabelUse,
  ImportProblem,
  ImportRequest,
  PreparedSample,
} from '../contract/data.ts'
import { readBeginning } from './byte-reader.ts'
import { classNamesOf } from './class-names.ts'
import { isModelOutput, outputNames } from './column-names.ts'
import { openCsv } from './csv-source.ts'
import { walkFolder } from './folder-walk.ts'
import { IdSet } from './id-set.ts'
import { decodedBatches, type UnseenItem } from './image-batches.ts'
import { isImageName } from './image-kind.ts'
import { openJsonLines } from './jsonl-source.ts'
import { compareNatural } from './natural-order.ts'
import { openParquet } from './parquet-source.ts'
import type { SampleBatch, SampleSource } from './sample-source.ts'
import { imageShape } from './told-samples.ts'

/** A table that tells of the images beside and below it. */
export interface MetadataFile {
  path: string
  /** Folder of the table, relative to the source, with a slash at its end; empty for the source itself. */
  prefix: string
}

const fileNameColumn = 'file_name'
const manifestName = 'manifest.csv'
const openers = { csv: openCsv, jsonl: openJsonLines, parquet: openParquet }
const roleOfUse: Record<GivenLabelUse, ColumnRole> = { truth: 'truth', labels: 'label', out: 'out' }

/**
 * The tables of metadata in a folder of images: Hugging Face's `metadata.jsonl`, `.csv` or `.parquet`, in it or in each of
 * its folders, or the `manifest.csv` of an export of ours.
 */
export async function findMetadata(root: string): Promise<MetadataFile[]> {
  const entries = await readdir(root, { withFileTypes: true })
  const own = await metadataIn(root, '')
  if (own !== null) return [own]
  const folders = entries.filter((each) => each.isDirectory() && !each.name.startsWith('.'))
  const found: MetadataFile[] = []
  for (const { name } of folders.sort((a, b) => compareNatural(a.name, b.name))) {
    const inside = await metadataIn(join(root, name), `${name}/`)
    if (inside !== null) found.push(inside)
  }
  return found
}

async function metadataIn(folder: string, prefix: string): Promise<MetadataFile | null> {
  const names = await readdir(folder).catch((): string[] => [])
  const table = ['metadata.jsonl', 'metadata.csv', 'metadata.parquet'].find((name) => names.includes(name))
  if (table !== undefined) return { path: join(folder, table), prefix }
  if (!names.includes(manifestName)) return null
  const path = join(folder, manifestName)
  const beginning = await readBeginning(path, 200).catch(() => new Uint8Array())
  return Buffer.from(beginning).toString('utf8').startsWith(`${fileNameColumn},`) ? { path, prefix } : null
}

/**
 * A folder of images with tables that tell of them: a row names its image in `file_name`, relative to the table. What
 * else the row says comes along: its id, class, who gave it and when, texts, fields. A class that is a number gets its name
 * where the folder lists them (`classes.txt`, a data set card, `dataset_infos.json`) and no name is itself a number. Rows without an image are
 * problems; images without a row come in without a class, which is told.
 *
 * @param images images in the folder
 * @throws FewlabelError — as the readers of tables
 */
export async function openMetadataFolder(
  request: ImportRequest,
  files: readonly MetadataFile[],
  images: number,
  startProgram: StartProgram,
): Promise<SampleSource> {
  const tables: Told[] = []
  for (const file of files) tables.push(await openTold(request, file, startProgram))
  const names = [...new Set(tables.flatMap(({ source }) => source.fieldNames ?? []))]
  const isSplit = files.length > 1 && !names.includes('split')
  const fieldNames = isSplit ? [...names, 'split'] : names
  const listed = tables.some(({ numbered }) => numbered) ? await classNamesOf(request.source) : []
  // A class called "7" is none that stands in the seventh place.
  const classNames = listed.some((name) => /^\d+$/.test(name)) ? [] : listed
  const folder: ToldFolder = { request, tables, fieldNames, isSplit, classNames, startProgram }
  return {
    format: 'folder',
    shape: imageShape(request.recipe),
    total: images,
    ...(fieldNames.length > 0 && { fieldNames }),
    notices: tables.flatMap(({ source }) => source.notices).map((each) => relativeTo(request.source, each)),
    batches: (signal) => readBatches(folder, signal),
  }
}

interface Told {
  file: MetadataFile
  source: SampleSource
  /** Its classes are numbers. */
  numbered: boolean
}

interface ToldFolder {
  request: ImportRequest
  tables: readonly Told[]
  fieldNames: readonly string[]
  isSplit: boolean
  classNames: readonly string[]
  startProgram: StartProgram
}

async function openTold(
  request: ImportRequest,
  file: MetadataFile,
  startProgram: StartProgram,
): Promise<Told> {
  const format = file.path.slice(file.path.lastIndexOf('.') + 1) as keyof typeof openers
  const open = (columnRoles: NonNullable<ImportRequest['columnRoles']>) =>
    openers[format]({ ...request, source: file.path, format, columnRoles }, startProgram)
  const asked: { column: string; role: ColumnRole }[] = [{ column: fileNameColumn, role: 'image' }]
  const proposed = await open(asked)
  const columns = proposed.columns ?? []
  const isOurs = file.path.endsWith(manifestName)
  for (const { name, role } of columns) {
    // What the model thought when this was exported, and where the images were then.
    const isOld =
      outputNames.test(name) || (role === 'out' && isModelOutput(name)) || (name === 'source' && isOurs)
    if (isOld) asked.push({ column: name, role: 'out' })
  }
  const classes = columns.find(({ role }) => role === 'truth' || role === 'label')
  if (classes !== undefined) asked.push({ column: classes.name, role: roleOfUse[request.givenLabels] })
  return {
    file,
    source: await open(asked),
    numbered: classes?.examples.every((cell) => /^\d+$/.test(cell)) ?? false,
  }
}

async function* readBatches(
  folder: ToldFolder,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const { request, tables } = folder
  const seen = new IdSet()
  for (const told of tables) {
    for await (const batch of told.source.batches(signal)) {
      for (const { sourcePath } of batch.samples) seen.add(nameBelow(request.source, sourcePath ?? ''))
      for (const { file } of batch.problems) seen.add(posix.normalize(told.file.prefix + file))
      const samples = batch.samples.map((sample) => finish(sample, told, folder))
      yield { ...batch, samples, problems: batch.problems.map((each) => relativeTo(request.source, each)) }
    }
  }
  const strays = { count: 0, first: '' }
  yield* decodedBatches(untold(folder, seen, strays), request.recipe, folder.startProgram, signal)
  if (strays.count > 0) {
    const reason =
      strays.count === 1
        ? 'no row tells of it; it came in without a class'
        : `no row tells of it and ${(strays.count - 1).toLocaleString('en-US')} more images; they came in without a class`
    yield { samples: [], problems: [], notices: [{ file: strays.first, reason }] }
  }
}

function finish(sample: PreparedSample, { file, source }: Told, folder: ToldFolder): PreparedSample {
  const { fieldNames, isSplit, classNames } = folder
  const ofTable = source.fieldNames ?? []
  const cells = new Map(ofTable.map((name, i) => [name, sample.fields?.[i] ?? '']))
  if (isSplit) cells.set('split', file.prefix.slice(0, -1))
  const named = (name: string) => (/^\d+$/.test(name) ? (classNames[Number(name)] ?? name) : name)
  const hasId = source.columns?.some(({ role }) => role === 'id') ?? false
  return {
    ...sample,
    externalId: hasId ? sample.externalId : posix.normalize(file.prefix + sample.externalId),
    truth: sample.truth === null ? null : named(sample.truth),
    ...(sample.labels && { labels: sample.labels.map((label) => ({ ...label, name: named(label.name) })) }),
    ...(fieldNames.length > 0 && { fields: fieldNames.map((name) => cells.get(name) ?? '') }),
  }
}

/** Images that no row told of. */
async function* untold(
  { request, fieldNames }: ToldFolder,
  seen: IdSet,
  strays: { count: number; first: string },
): AsyncGenerator<UnseenItem, void, void> {
  for await (const { kind, path, name } of walkFolder(request.source)) {
    if (kind !== 'file' || !isImageName(name) || !seen.add(name)) continue
    if (strays.count++ === 0) strays.first = name
    const fields = fieldNames.length > 0 ? { fields: fieldNames.map(() => '') } : {}
    yield {
      image: path,
      at: { file: name },
      finish: (image) => ({ externalId: name, sourcePath: path, truth: null, ...fields, ...image }),
    }
  }
}

function nameBelow(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** Names in reports are those in the folder, whatever the table calls them. */
function relativeTo(root: string, problem: ImportProblem): ImportProblem {
  return problem.file.startsWith(root) ? { ...problem, file: nameBelow(root, problem.file) } : problem
}
