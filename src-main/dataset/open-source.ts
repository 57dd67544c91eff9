import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportFormat, ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning, readFailure } from './byte-reader.ts'
import { openCsv } from './csv-source.ts'
import { openFolder } from './folder-source.ts'
import { looksLikeIdx } from './idx-header.ts'
import { openIdx } from './idx-source.ts'
import { sniffBytes, sniffImage } from './image-kind.ts'
import type { SampleSource } from './sample-source.ts'

export type { SampleSource } from './sample-source.ts'

type Opener = (request: ImportRequest, startProgram: StartProgram) => Promise<SampleSource>

const openers: Record<ImportFormat, Opener> = {
  idx: openIdx,
  folder: openFolder,
  csv: openCsv,
}

/**
 * Checks that a source can be used at all and answers a stream of its samples. Where the request names no format it
 * is guessed: a folder is a folder of images; a file beginning as IDX files do (unpacked when it is gzip) is IDX;
 * a name that ends in .csv or .tsv (or these with .gz) is CSV. Samples are read by the stream, not here.
 *
 * @param startProgram starts the decoders of images
 * @throws FewlabelError — `source-not-found`, `io-failed`, `source-unsupported` when the format cannot be guessed,
 * `bad-request` for options of another format, and what the readers throw
 */
export async function openSource(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const source = resolve(request.source)
  const labels = request.labels === undefined ? undefined : resolve(request.labels)
  const isFolder = await stat(source).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      throw readFailure(source, error)
    },
  )
  const format = request.format ?? (isFolder ? 'folder' : await guessFormat(source))
  if (isFolder !== (format === 'folder')) {
    throw new FewlabelError('source-unsupported', `"${source}" is ${isFolder ? 'a folder' : 'a file'}.`, {
      file: source,
      expected: isFolder ? `a file, to be read as ${format.toUpperCase()}` : 'a folder of images',
      found: isFolder ? 'a folder' : 'a file',
      remedy: isFolder
        ? 'Choose a file in it, or read it as a folder of images.'
        : 'Choose the folder it is in.',
    })
  }
  checkOptions(request, format)
  return openers[format]({ ...request, source, labels, format }, startProgram)
}

async function guessFormat(file: string): Promise<ImportFormat> {
  if (/\.[ct]sv(\.gz)?$/i.test(file)) return 'csv'
  const beginning = await readBeginning(file, sniffBytes)
  if (looksLikeIdx(beginning)) return 'idx'

  const image = sniffImage(beginning)
  const archive = /\.(zip|tar|tgz|7z|rar|tar\.\w+)$/i.test(file)
  throw new FewlabelError('source-unsupported', `Fewlabel cannot tell what "${file}" is.`, {
    file,
    expected: 'a folder of images, an IDX file (idx3-ubyte, also gzip) or a CSV file with a header row',
    found: image === null ? describe(beginning) : `a single ${image} image`,
    remedy:
      image !== null
        ? 'Choose the folder the image is in.'
        : archive
          ? 'Unpack the archive and choose the folder.'
          : 'Choose another source, or name its format.',
  })
}

function describe(beginning: Uint8Array): string {
  if (beginning.length === 0) return 'an empty file'
  const hex = Buffer.from(beginning.subarray(0, 4)).toString('hex')
  return `a file that begins with 0x${hex}`
}

const optionOwners = [
  ['labels', 'idx'],
  ['truthColumn', 'csv'],
  ['idColumn', 'csv'],
  ['textColumn', 'csv'],
  ['embeddingColumn', 'csv'],
] as const

/** An option that names a file or a column and would be ignored is a misunderstanding: better to say so than to import without the truth. */
function checkOptions(request: ImportRequest, format: ImportFormat): void {
  for (const [option, belongsTo] of optionOwners) {
    if (request[option] === undefined || belongsTo === format) continue
    throw new FewlabelError('bad-request', `The option "${option}" is for ${belongsTo} sources only.`, {
      file: request.source,
      expected: `a source of format ${belongsTo}`,
      found: `a source of format ${format}`,
      remedy: 'Leave the option out, or choose the right format.',
    })
  }
}
