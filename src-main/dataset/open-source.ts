import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import { type ImportFormat, type ImportRequest, tableFormats } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { readFailure } from './byte-reader.ts'
import { guessFileFormat, guessFolderFormat, isZip } from './guess-format.ts'
import type { SampleSource } from './sample-source.ts'

export type { SampleSource } from './sample-source.ts'

type Opener = (request: ImportRequest, startProgram: StartProgram) => Promise<SampleSource>

/** Readers are loaded when they are asked for: a start waits for no format, nor for the libraries behind it. */
const openers: Record<ImportFormat, () => Promise<Opener>> = {
  idx: async () => (await import('./idx-source.ts')).openIdx,
  folder: async () => (await import('./folder-source.ts')).openFolder,
  csv: async () => (await import('./csv-source.ts')).openCsv,
  parquet: async () => (await import('./parquet-source.ts')).openParquet,
  jsonl: async () => (await import('./jsonl-source.ts')).openJsonLines,
  arff: async () => (await import('./arff-source.ts')).openArff,
  libsvm: async () => (await import('./libsvm-source.ts')).openLibsvm,
  npy: async () => (await import('./npy-source.ts')).openNpy,
  coco: async () => (await import('./coco-source.ts')).openCoco,
  'label-studio': async () => (await import('./label-studio-source.ts')).openLabelStudio,
  prodigy: async () => (await import('./prodigy-source.ts')).openProdigy,
  tfrecord: async () => (await import('./tfrecord-source.ts')).openTfRecord,
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
  const { openZip } = await import('./zip-source.ts')
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
  const open = await openers[format]()
  return open({ ...request, source, format }, startProgram)
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
