import type { StartProgram } from '../contract/child-program.ts'
import type { ImportProblem, ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning } from './byte-reader.ts'
import { type FolderEntry, walkFolder } from './folder-walk.ts'
import { type GivenWord, takeGiven } from './given-labels.ts'
import { decodedBatches, type UnseenItem } from './image-batches.ts'
import { isImageName, isOtherImageName, readableKinds, sniffBytes, sniffImage } from './image-kind.ts'
import { findMetadata, openMetadataFolder } from './metadata-folder.ts'
import type { SampleBatch, SampleSource } from './sample-source.ts'
import { SplitTree } from './split-tree.ts'
import { imageShape } from './told-samples.ts'

/** Images that are links out of the folder: they may be nobody's intention. */
interface Strays {
  count: number
  first: { name: string; target: string } | null
}

/**
 * A folder of images (PNG, JPEG, WebP, BMP, TIFF, GIF), sub-folders included, in natural order, decoded by
 * processes of their own. A sample's id is its path relative to the folder, with forward slashes; its content hash covers the
 * file's bytes. With `foldersAreClasses` the top-level sub-folder's name is the class, or that of the folder below it where
 * the top-level ones are parts of a split (train, val, test); images directly in the folder have none.
 * With a file of metadata in it, that tells of the images: see `openMetadataFolder`.
 *
 * Files not named like an image Fewlabel reads are passed over in silence, unless they are images all the same,
 * by content or by another image format's name: these become problems, so that nobody misses them unawares.
 *
 * @throws FewlabelError — `source-empty` without a single image by name, `io-failed`; `batches` throws
 * `source-damaged` when every single image fails
 */
export async function openFolder(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const { source, recipe } = request
  let images = 0
  let others = 0
  let shut: { name: string; reason: string } | undefined
  const splits = new SplitTree()
  for await (const entry of walkFolder(source, { sorted: false })) {
    if (isImageName(entry.name)) {
      images++
      splits.look(entry.name)
    } else if (entry.kind === 'unreadable') shut ??= entry
    else others++
  }
  if (images === 0) {
    throw new FewlabelError('source-empty', `There are no images in "${source}".`, {
      file: source,
      expected: `files named as ${readableKinds}, here or in sub-folders`,
      found: shut
        ? `"${shut.name}": ${shut.reason}`
        : others === 0
          ? 'an empty folder'
          : `${others.toLocaleString('en-US')} other files`,
      remedy: 'Choose a folder with images.',
    })
  }
  const metadata = await findMetadata(source)
  if (metadata.length > 0) return openMetadataFolder(request, metadata, images, startProgram)
  const isSplit = request.foldersAreClasses && splits.found
  return {
    format: 'folder',
    shape: imageShape(recipe),
    total: images,
    ...(isSplit && { fieldNames: ['split'] }),
    notices: [],
    batches: (signal) => readBatches(request, isSplit, startProgram, signal),
  }
}

async function* readBatches(
  request: ImportRequest,
  isSplit: boolean,
  startProgram: StartProgram,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const { source, recipe } = request
  const strays: Strays = { count: 0, first: null }
  let imported = 0
  let failed = 0
  let first: ImportProblem | undefined
  const items = unseenItems(walkFolder(source), request, isSplit, strays)
  for await (const batch of decodedBatches(items, recipe, startProgram, signal)) {
    imported += batch.samples.length
    failed += batch.problems.length
    first ??= batch.problems[0]
    yield batch
  }
  if (strays.first !== null)
    yield { samples: [], problems: [], notices: [strayNotice(strays.count, strays.first)] }
  if (imported === 0) {
    throw new FewlabelError('source-damaged', `None of the images in "${source}" could be read.`, {
      file: source,
      expected: `at least one ${readableKinds} image`,
      found: `${failed.toLocaleString('en-US')} that failed; the first, "${first?.file}": ${first?.reason}`,
      remedy: 'Check that the files open in an image viewer.',
    })
  }
}

async function* unseenItems(
  entries: AsyncIterable<FolderEntry>,
  request: ImportRequest,
  isSplit: boolean,
  strays: Strays,
): AsyncGenerator<UnseenItem, void, void> {
  for await (const entry of entries) {
    const { path, name } = entry
    if (entry.kind === 'file' && isImageName(name)) {
      if (entry.outside !== undefined) {
        strays.count++
        strays.first ??= { name, target: entry.outside }
      }
      const given = takeGiven(request, request.foldersAreClasses ? wordsOf(name, isSplit) : [])
      const fields = isSplit ? { fields: [name.slice(0, name.indexOf('/'))] } : {}
      yield {
        image: path,
        at: { file: name },
        finish: (image) => ({ externalId: name, sourcePath: path, ...given, ...fields, ...image }),
      }
      continue
    }
    const reason = entry.kind === 'unreadable' ? entry.reason : await reasonToMention(path)
    if (reason !== null) yield { problem: { file: name, reason } }
  }
}

function wordsOf(name: string, isSplit: boolean): GivenWord[] {
  const folders = name.split('/').slice(isSplit ? 1 : 0, -1)
  return folders.length > 0 ? [{ name: folders[0] }] : []
}

function strayNotice(count: number, { name, target }: { name: string; target: string }): ImportProblem {
  const others = count - 1
  const more = others === 0 ? '' : `, and ${others.toLocaleString('en-US')} more images are such links`
  return { file: name, reason: `it is a link to a file outside the folder, "${target}"${more}` }
}

/** Why a file that is not named like an image we read is worth a word; null when it is none at all. */
async function reasonToMention(path: string): Promise<string | null> {
  if (isOtherImageName(path)) return `this image format is not supported; save it as ${readableKinds}`
  const beginning = await readBeginning(path, sniffBytes).catch(() => null)
  const kind = beginning === null ? null : sniffImage(beginning)
  return kind === null ? null : `it is a ${kind} image that is not named like one; rename it`
}
