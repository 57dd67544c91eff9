import type { StartProgram } from '../contract/child-program.ts'
import type { ImportProblem, ImportRequest, PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning } from './byte-reader.ts'
import { type FolderEntry, walkFolder } from './folder-walk.ts'
import { takeGiven } from './given-labels.ts'
import type { ImageOutcome } from './image-decoder-protocol.ts'
import { isImageName, isOtherImageName, readableKinds, sniffBytes, sniffImage } from './image-kind.ts'
import { ImagePool } from './image-pool.ts'
import { type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'

/** Images a decoder gets at a time: enough to make messages cheap, few enough to keep the order's backlog small. */
const jobSize = 32

/** Entries of the folder that travel together: images to decode, and problems seen on the way to them. */
interface Group {
  images: { path: string; name: string }[]
  problems: ImportProblem[]
}

/** Images that are links out of the folder: they may be nobody's intention. */
interface Strays {
  count: number
  first: { name: string; target: string } | null
}

/**
 * A folder of images (PNG, JPEG, WebP, BMP, TIFF, GIF), sub-folders included, in natural order, decoded by
 * processes of their own. A sample's id is its path relative to the folder, with forward slashes; its content hash covers the
 * file's bytes. With `foldersAreClasses` the top-level sub-folder's name is the class; images directly in the folder
 * have none.
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
  for await (const entry of walkFolder(source, { sorted: false })) {
    if (isImageName(entry.name)) images++
    else if (entry.kind === 'unreadable') shut ??= entry
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
  return {
    format: 'folder',
    shape: { kind: 'image', side: recipe.side, channels: recipe.colour === 'rgb' ? 3 : 1 },
    total: images,
    notices: [],
    batches: (signal) => readBatches(request, startProgram, signal),
  }
}

async function* readBatches(
  request: ImportRequest,
  startProgram: StartProgram,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const { source, recipe } = request
  const pool = new ImagePool(recipe, () => startProgram('image-decoder'))
  const cancelled = new FewlabelError('cancelled', 'The import was cancelled; nothing was changed.')
  const cancel = () => void pool.close(cancelled)
  signal?.addEventListener('abort', cancel)
  const strays: Strays = { count: 0, first: null }
  let imported = 0
  let failed = 0
  let first: ImportProblem | undefined
  try {
    for await (const batch of inOrder(decoded(request, pool, strays), 2 * pool.size)) {
      throwIfCancelled(signal)
      imported += batch.samples.length
      failed += batch.problems.length
      first ??= batch.problems[0]
      yield batch
    }
    if (strays.first !== null)
      yield { samples: [], problems: [], notices: [strayNotice(strays.count, strays.first)] }
  } finally {
    signal?.removeEventListener('abort', cancel)
    await pool.close(cancelled)
  }
  if (imported === 0) {
    throw new FewlabelError('source-damaged', `None of the images in "${source}" could be read.`, {
      file: source,
      expected: `at least one ${readableKinds} image`,
      found: `${failed.toLocaleString('en-US')} that failed; the first, "${first?.file}": ${first?.reason}`,
      remedy: 'Check that the files open in an image viewer.',
    })
  }
}

/** Starts work on group after group; what it yields are promises of batches, in the order of the folder. */
async function* decoded(
  request: ImportRequest,
  pool: ImagePool,
  strays: Strays,
): AsyncGenerator<{ batch: Promise<SampleBatch> }, void, void> {
  for await (const { images, problems } of grouped(walkFolder(request.source), strays)) {
    const batch = pool.run(images.map(({ path }) => path)).then((outcomes): SampleBatch => {
      const samples: PreparedSample[] = []
      for (const [index, outcome] of outcomes.entries()) {
        const { path, name } = images[index]
        if ('reason' in outcome) problems.push({ file: name, reason: outcome.reason })
        else samples.push(toSample(path, name, outcome, request))
      }
      return { samples, problems }
    })
    // A failure is met where the promise is awaited; until then it must not count as unhandled.
    batch.catch(() => {})
    yield { batch }
  }
}

function toSample(
  path: string,
  name: string,
  { image }: Extract<ImageOutcome, { image: object }>,
  request: ImportRequest,
): PreparedSample {
  const slash = name.indexOf('/')
  const words = request.foldersAreClasses && slash > 0 ? [{ name: name.slice(0, slash) }] : []
  return { externalId: name, sourcePath: path, ...takeGiven(request, words), ...image }
}

function strayNotice(count: number, { name, target }: { name: string; target: string }): ImportProblem {
  const others = count - 1
  const more = others === 0 ? '' : `, and ${others.toLocaleString('en-US')} more images are such links`
  return { file: name, reason: `it is a link to a file outside the folder, "${target}"${more}` }
}

/** Awaits promises in order while keeping up to `ahead` of them under way. */
async function* inOrder<T>(
  promises: AsyncIterable<{ batch: Promise<T> }>,
  ahead: number,
): AsyncGenerator<T, void, void> {
  const pending: Promise<T>[] = []
  for await (const { batch } of promises) {
    pending.push(batch)
    if (pending.length > ahead) yield await (pending.shift() as Promise<T>)
  }
  for (const batch of pending) yield await batch
}

async function* grouped(
  entries: AsyncIterable<FolderEntry>,
  strays: Strays,
): AsyncGenerator<Group, void, void> {
  let group: Group = { images: [], problems: [] }
  for await (const entry of entries) {
    if (entry.kind === 'file' && isImageName(entry.name)) {
      group.images.push(entry)
      if (entry.outside !== undefined) {
        strays.count++
        strays.first ??= { name: entry.name, target: entry.outside }
      }
    } else {
      const reason = entry.kind === 'unreadable' ? entry.reason : await reasonToMention(entry.path)
      if (reason !== null) group.problems.push({ file: entry.name, reason })
    }
    if (group.images.length + group.problems.length >= jobSize) {
      yield group
      group = { images: [], problems: [] }
    }
  }
  if (group.images.length + group.problems.length > 0) yield group
}

/** Why a file that is not named like an image we read is worth a word; null when it is none at all. */
async function reasonToMention(path: string): Promise<string | null> {
  if (isOtherImageName(path)) return `this image format is not supported; save it as ${readableKinds}`
  const beginning = await readBeginning(path, sniffBytes).catch(() => null)
  const kind = beginning === null ? null : sniffImage(beginning)
  return kind === null ? null : `it is a ${kind} image that is not named like one; rename it`
}
