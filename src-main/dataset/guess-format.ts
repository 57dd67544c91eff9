import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFormat } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { maskedCrc32c } from '../formats/crc32c.ts'
import { readBeginning } from './byte-reader.ts'
import { looksLikeIdx } from './idx-header.ts'
import { isImageName, sniffImage } from './image-kind.ts'
import { jsonLines } from './json-lines.ts'

/** What is read of a file to tell what it is. */
const beginningBytes = 64 * 1024

/** What is understood, for error messages. */
export const understood =
  'a folder of images, or a file of the format IDX, CSV, Parquet, JSON Lines, ARFF, svmlight, NumPy (.npy, .npz), ' +
  'COCO, Label Studio, Prodigy or TFRecord, any of them also in a ZIP archive'

/**
 * What a file is, by its contents first and by its name where contents do not tell: some formats are text of which
 * nothing but the name says what it means.
 *
 * @throws FewlabelError — `source-unsupported` where nothing tells; `io-failed`
 */
export async function guessFileFormat(file: string): Promise<ImportFormat> {
  if (/\.[ct]sv(\.gz)?$/i.test(file)) return (await isLabelStudioTable(file)) ? 'label-studio' : 'csv'
  const beginning = await readBeginning(file, beginningBytes)
  const format = await formatOf(file, beginning)
  if (format !== null) return format

  const image = sniffImage(beginning)
  const archive = /\.(zip|tar|tgz|7z|rar|tar\.\w+)$/i.test(file)
  throw new FewlabelError('source-unsupported', `Fewlabel cannot tell what "${file}" is.`, {
    file,
    expected: understood,
    found: image === null ? describe(beginning) : `a single ${image} image`,
    remedy:
      image !== null
        ? 'Choose the folder the image is in.'
        : archive
          ? 'Unpack the archive and choose the folder.'
          : 'Choose another source, or name its format.',
  })
}

/** Whether a table of CSV is one that Label Studio exported: it has columns that nobody else writes together. */
async function isLabelStudioTable(file: string): Promise<boolean> {
  const header = Buffer.from(await readBeginning(file, beginningBytes))
    .toString('utf8')
    .split('\n', 1)[0]
  return ['annotation_id', 'annotator', 'lead_time'].every((name) => header.includes(name))
}

/** Whether a file is a ZIP archive that is to be unpacked: NumPy's are read as they are. */
export async function isZip(file: string): Promise<boolean> {
  if (/\.npz$/i.test(file)) return false
  const magic = Buffer.from(await readBeginning(file, 4)).toString('latin1')
  return magic === 'PK\x03\x04' || magic === 'PK\x05\x06'
}

/** What a file is that begins with these bytes; null where that does not tell. */
async function formatOf(file: string, beginning: Uint8Array): Promise<ImportFormat | null> {
  const magic = Buffer.from(beginning.subarray(0, 6)).toString('latin1')
  if (magic.startsWith('PAR1')) return 'parquet'
  if (magic === '\x93NUMPY') return 'npy'
  if (magic.startsWith('PK') && /\.npz$/i.test(file)) return 'npy'
  if (looksLikeIdx(beginning)) return 'idx'
  if (looksLikeTfRecord(beginning)) return 'tfrecord'
  if (sniffImage(beginning) !== null) return null
  return beginning.includes(0) ? null : textFormat(file, Buffer.from(beginning).toString('utf8'))
}

async function textFormat(file: string, text: string): Promise<ImportFormat | null> {
  const start = text.replace(/^\ufeff?\s*/, '')
  if (start.startsWith('[')) return 'label-studio'
  if (start.startsWith('{')) return jsonFormat(start, file)
  const named = /\.(arff|svm|libsvm|svmlight)(\.gz)?$/i.exec(file)?.[1].toLowerCase()
  if (named !== undefined) return named === 'arff' ? 'arff' : 'libsvm'
  if (/^(%[^\n]*\n\s*)*@relation\b/i.test(start)) return 'arff'
  return looksLikeSvmlight(start) ? 'libsvm' : null
}

/** One object of JSON, or one on each line; null for an object that is nothing we know. */
async function jsonFormat(start: string, file: string): Promise<ImportFormat | null> {
  const lineEnd = start.indexOf('\n')
  const first = parseObject(lineEnd < 0 ? start : start.slice(0, lineEnd))
  const isLines = /\.(jsonl|ndjson)(\.gz)?$/i.test(file)
  const another = lineEnd >= 0 && start.slice(lineEnd).trimStart().startsWith('{')
  if (first !== null && (another || isLines)) return isProdigyRow(first) ? 'prodigy' : 'jsonl'
  // What is cut off, or goes over many lines, is told by its keys.
  const keys = new Set(Array.from(start.matchAll(/"([^"\\]{1,40})"\s*:/g), ([, key]) => key))
  if (isLines) return isProdigyRow(await firstRow(file)) ? 'prodigy' : 'jsonl'
  if (keys.has('data') && (keys.has('annotations') || keys.has('predictions'))) return 'label-studio'
  return /^\{\s*"(images|annotations|categories|info|licenses)"\s*:\s*[[{]/.test(start) ? 'coco' : null
}

/** The first row, however long it is: Prodigy's hold pictures. */
async function firstRow(file: string): Promise<Record<string, unknown>> {
  for await (const { value } of jsonLines(file)) return value
  return {}
}

/** Whether a row has what only Prodigy's rows have. */
export function isProdigyRow(row: Record<string, unknown>): boolean {
  if (['_input_hash', '_task_hash', '_view_id', '_session_id'].some((key) => key in row)) return true
  if (typeof row.answer === 'string' && /^(accept|reject|ignore)$/.test(row.answer)) return true
  return 'accept' in row && 'options' in row
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** A label or several and pairs of a whole number and a number, on the first lines that say anything. */
function looksLikeSvmlight(text: string): boolean {
  const lines = text.split('\n')
  // The last one may be cut.
  if (lines.length > 1) lines.pop()
  const said = lines.map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')
  // One way only to read each digit: a long number before a letter would take minutes otherwise.
  const row = /^[-+.\w]+(,[-+.\w]+)*(\s+qid:\d+)?(\s+\d+:[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)+$/i
  return said.length > 0 && said.slice(0, 5).every((line) => row.test(line))
}

/** A length and the checksum of it: nothing else begins so by chance. */
function looksLikeTfRecord(beginning: Uint8Array): boolean {
  if (beginning.length < 12) return false
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.length)
  return maskedCrc32c(beginning.subarray(0, 8)) === view.getUint32(8, true)
}

function describe(beginning: Uint8Array): string {
  if (beginning.length === 0) return 'an empty file'
  const hex = Buffer.from(beginning.subarray(0, 4)).toString('hex')
  return `a file that begins with 0x${hex}`
}

/** What is looked at of a folder, so that one with a million images is recognised at once. */
const namesLooked = 2000

/**
 * What a folder holds: the files of another tool, images, or one file that is all there is to read.
 *
 * @returns the format and what to read as such
 */
export async function guessFolderFormat(folder: string): Promise<{ format: ImportFormat; source: string }> {
  const { files, others } = await namesIn(folder)
  if (files.some(isTfRecordName)) return { format: 'tfrecord', source: folder }
  if (files.some((name) => /^metadata\.(jsonl|csv|parquet)$/i.test(name)))
    return { format: 'folder', source: folder }
  const read: { format: ImportFormat; source: string }[] = []
  for (const name of files) {
    const source = join(folder, name)
    const format = await guessFileFormat(source).catch(() => null)
    if (format === 'coco' || format === 'label-studio' || format === 'prodigy')
      return { format, source: folder }
    if (format !== null) read.push({ format, source })
  }
  for (const name of (await namesIn(join(folder, 'annotations'))).files) {
    const format = await guessFileFormat(join(folder, 'annotations', name)).catch(() => null)
    if (format === 'coco') return { format, source: folder }
  }
  return others === 0 && read.length === 1 ? read[0] : { format: 'folder', source: folder }
}

/** A file of records by name: `train.tfrecord`, `train.tfrecords.gz`, `set.tfrecord-00000-of-00004`. */
export function isTfRecordName(name: string): boolean {
  return /\.(tfrecords?|tfrec)(-\d+-of-\d+)?(\.gz)?$/i.test(name)
}

/** Of the first entries of a folder: files that are no images, in order, and how many there are of anything else. */
async function namesIn(folder: string): Promise<{ files: string[]; others: number }> {
  const files: string[] = []
  let others = 0
  let looked = 0
  try {
    for await (const entry of await opendir(folder)) {
      if (++looked > namesLooked) break
      if (entry.name.startsWith('.')) continue
      if (entry.isFile() && !isImageName(entry.name)) files.push(entry.name)
      else others++
    }
  } catch {
    return { files: [], others: 0 }
  }
  return { files: files.sort(), others }
}
