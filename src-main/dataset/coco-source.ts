import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { CocoClasses } from './coco-classes.ts'
import { ImagePlaces } from './image-places.ts'
import { firstElements, jsonElements } from './json-elements.ts'
import { compareNatural } from './natural-order.ts'
import { openRegular } from './regular-file.ts'
import type { SampleSource } from './sample-source.ts'
import { imageShape, type ToldItem, toldBatches } from './told-samples.ts'

/** A file of annotations, and the split it is of by its name: `labels_train.json`. */
interface AnnotationFile {
  path: string
  split: string
}

interface Tree {
  root: string
  files: AnnotationFile[]
}

const imagePaths = ['$.images.*']
const classPaths = ['$.annotations.*', '$.categories.*']

/**
 * Images whose classes stand in COCO's JSON: one file, or a folder with `annotations/*.json`. An image's class is the
 * category of its annotations; where they have several the image is not taken, since samples have one class.
 * Annotations with nothing but a score are predictions and no labels. Images are looked for beside the file and in
 * `images/`, never outside the folder.
 *
 * Each file is read twice, so that it can be of any size: first for the classes, which are kept as numbers, then for
 * the images.
 *
 * @throws FewlabelError — `source-empty` without images, `io-failed`; `batches` throws `source-damaged` for what is no JSON
 */
export async function openCoco(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const tree = await treeOf(request.source)
  const first = await Promise.all(tree.files.map(({ path }) => firstElements(path, imagePaths, 1)))
  if (first.flat().length === 0) {
    throw new FewlabelError('source-empty', `"${request.source}" names no images.`, {
      file: request.source,
      expected: 'COCO: a list "images" and a list "annotations"',
      found: tree.files.length === 0 ? 'no JSON file' : 'none in it',
      remedy: 'Choose another file.',
    })
  }
  const shape = imageShape(request.recipe)
  const fieldNames = tree.files.length > 1 ? ['split'] : undefined
  return {
    format: 'coco',
    shape,
    total: null,
    fieldNames,
    notices: [],
    batches: (signal) =>
      toldBatches(itemsOf(tree, request), { request, shape, startProgram, fieldNames }, signal),
  }
}

async function* itemsOf(tree: Tree, request: ImportRequest): AsyncGenerator<ToldItem, void, void> {
  for (const file of tree.files) {
    const classes = new CocoClasses(request.givenLabels)
    for await (const { list, value } of jsonElements(file.path, classPaths)) classes.take(list, value)
    const places = new ImagePlaces(tree.root, foldersFor(tree, file))
    const inReports = relative(tree.root, file.path).split(sep).join('/')
    for await (const { index, value } of jsonElements(file.path, imagePaths)) {
      const place = `image ${(index + 1).toLocaleString('en-US')}`
      yield toItem(value, { file: inReports, place }, { classes, places, tree, split: file.split })
    }
  }
}

interface Context {
  classes: CocoClasses
  places: ImagePlaces
  tree: Tree
  split: string
}

async function toItem(
  value: unknown,
  at: { file: string; place: string },
  { classes, places, tree, split }: Context,
): Promise<ToldItem> {
  const image = (value ?? {}) as Record<string, unknown>
  const name = image.file_name
  if (typeof name !== 'string') return { problem: { ...at, reason: 'it has no "file_name"' } }
  const found = await places.find(name)
  if ('reason' in found) return { problem: { file: name.slice(0, 300), reason: found.reason } }
  const said = classes.of(image.id)
  if ('reason' in said) return { problem: { file: name, reason: said.reason } }
  const several = tree.files.length > 1
  const ownId = [image.sample_id, image.external_id].find((each) => typeof each === 'string' && each !== '')
  return {
    id: (ownId as string | undefined) ?? (several ? `${split}/${name}` : name),
    at: { file: name },
    seen: { image: found.path },
    words: said.words,
    ...(several && { fields: [split] }),
  }
}

/** Where the images of a file of annotations may lie, below the root. */
function foldersFor({ root }: Tree, { path, split }: AnnotationFile): string[] {
  const beside = relative(root, dirname(path))
  const folders = [`images/${split}`, split, 'images', `${split}/images`, 'data', beside]
  return folders.filter((folder) => folder !== '' && folder !== '.')
}

async function treeOf(source: string): Promise<Tree> {
  const names = await readdir(source, { withFileTypes: true }).catch(() => null)
  if (names === null) {
    await (await openRegular(source)).handle.close()
    const folder = dirname(source)
    const root = basename(folder).toLowerCase() === 'annotations' ? dirname(folder) : folder
    return { root, files: [{ path: source, split: splitOf(source) }] }
  }
  const files: AnnotationFile[] = []
  for (const folder of [
    'annotations',
    '',
    ...names.filter((each) => each.isDirectory()).map(({ name }) => name),
  ]) {
    const inside = await readdir(join(source, folder)).catch((): string[] => [])
    for (const name of inside.filter((each) => /\.json$/i.test(each)).sort(compareNatural)) {
      const path = join(source, folder, name)
      if ((await firstElements(path, imagePaths, 1).catch(() => [])).length === 0) continue
      const stem = splitOf(path)
      files.push({ path, split: stem === 'annotations' && folder !== '' ? folder : stem })
    }
    if (files.length > 0 && folder === 'annotations') break
  }
  // Detections, captions and key points are told of the same images: whatever says classes comes before them.
  const ofClasses = files.filter(({ path }) => /^(labels|instances)/i.test(basename(path)))
  return { root: source, files: ofClasses.length > 0 ? ofClasses : files }
}

/** `train` for `labels_train.json`, `instances_train.json`; `_annotations.coco.json` is named by its folder. */
function splitOf(path: string): string {
  const stem = basename(path).replace(/(\.coco)?\.json$/i, '')
  return stem.slice(stem.lastIndexOf('_') + 1)
}
