import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import { type ImportFormat, type ImportRequest, tableFormats } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { openArff } from './arff-source.ts'
import { readFailure } from './byte-reader.ts'
import { openCoco } from './coco-source.ts'
import { openCsv } from './csv-source.ts'
import { openFolder } from './folder-source.ts'
import { guessFileFormat, guessFolderFormat, isZip } from './guess-format.ts'
import { openIdx } from './idx-source.ts'
import { openJsonLines } from './jsonl-source.ts'
import { openLabelStudio } from './label-studio-source.ts'
import { openLibsvm } from './libsvm-source.ts'
import { openNpy } from './npy-source.ts'
import { openParquet } from './parquet-source.ts'
import { openProdigy } from './prodigy-source.ts'
import type { SampleSource } from './sample-source.ts'
import { openTfRecord } from './tfrecord-source.ts'
import { openZip } from './zip-source.ts'

export type { SampleSource } from './sample-source.ts'

type Opener = (request: ImportRequest, startProgram: StartProgram) => Promise<SampleSource>

const openers: Record<ImportFormat, Opener> = {
  idx: openIdx,
  folder: openFolder,
  csv: openCsv,
  parquet: openParquet,
  jsonl: openJsonLines,
  arff: openArff,
  libsvm: openLibsvm,
  npy: openNpy,
  coco: openCoco,
  'label-studio': openLabelStudio,
  prodigy: openProdigy,
  tfrecord: openTfRecord,
}

/** Formats whose sources are folders, and those that come as a file or as a folder of files. */
const folderFormats: readonly ImportFormat[] = ['folder']
const eitherFormats: readonly ImportFormat[] = ['coco', 'label-studio', 'prodigy', 'tfrecord']

/**
 * Checks that a source can be used at all and answers a stream of its samples. Where the request names no format it
 * is guessed, from the names in a folder, or from the name and the beginning of a file.
 * A ZIP archive is read as what it holds. Samples are read by the stream, not here.
 *
 * @param startProgram starts the decoders of images
 * @throws FewlabelError — `source-not-found`, `io-failed`, `source-unsupported` when the format cannot be guessed,
 * `bad-request` for options of another format, and what the readers throw
 */
export async function openSource(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const source = resolve(request.source)
  const labels = request.labels === undefined ? undefined : resolve(request.labels)
  const isFolder = await lookAt(source)
  const absolute = { ...request, source, labels }
  if (isFolder || !(await isZip(source))) return openPlain(absolute, startProgram)
  return openZip(absolute, (inside) => openPlain(inside, startProgram))
}

/** Opens what is no archive. */
async function openPlain(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const isFolder = await lookAt(request.source)
  const guess = { format: request.format, source: request.source }
  const { format, source } =
    guess.format !== undefined
      ? { ...guess, format: guess.format }
      : isFolder
        ? await guessFolderFormat(request.source)
        : { ...guess, format: await guessFileFormat(request.source) }
  checkKind(request.source, isFolder && source === request.source, format)
  checkOptions(request, format)
  return openers[format]({ ...request, source, format }, startProgram)
}

/** Whether it is a folder. */
async function lookAt(source: string): Promise<boolean> {
  return stat(source).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      throw readFailure(source, error)
    },
  )
}

function checkKind(source: string, isFolder: boolean, format: ImportFormat): void {
  if (eitherFormats.includes(format) || isFolder === folderFormats.includes(format)) return
  throw new FewlabelError('source-unsupported', `"${source}" is ${isFolder ? 'a folder' : 'a file'}.`, {
    file: source,
    expected: isFolder ? `a file, to be read as ${format.toUpperCase()}` : 'a folder of images',
    found: isFolder ? 'a folder' : 'a file',
    remedy: isFolder
      ? 'Choose a file in it, or read it as a folder of images.'
      : 'Choose the folder it is in.',
  })
}

const optionOwners: readonly { option: 'labels' | 'columnRoles'; formats: readonly ImportFormat[] }[] = [
  { option: 'labels', formats: ['idx', 'npy'] },
  { option: 'columnRoles', formats: tableFormats },
]

/** An option that names a file or columns and would be ignored is a misunderstanding: better to say so than to import without the truth. */
function checkOptions(request: ImportRequest, format: ImportFormat): void {
  for (const { option, formats } of optionOwners) {
    if (request[option] === undefined || formats.includes(format)) continue
    const owners = formats.join(', ')
    throw new FewlabelError('bad-request', `The option "${option}" is for ${owners} sources only.`, {
      file: request.source,
      expected: `a source of format ${owners}`,
      found: `a source of format ${format}`,
      remedy: 'Leave the option out, or choose the right format.',
    })
  }
}
