import type { ExportRow } from '../contract/export.ts'
import { probability } from './export-fields.ts'
import type { ExportOutput } from './export-output.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { pictureName, UniqueNames } from './file-names.ts'
import { withOpenFiles } from './open-files.ts'
import { factsOf } from './picture-size.ts'
import { placePictures } from './place-pictures.ts'

/** Where all samples go when they are not split, as readers of COCO know it. */
const onlyPart = 'train'

/**
 * `annotations/labels_<part>.json` and `images/<part>/`, one annotation per image: COCO has no form of its own for
 * classes of whole images, so this is Datumaro's (`category_id`, `attributes`). `score` is the model's, of labels of
 * the model's: readers take what has one for a prediction. Categories are numbered from 1 in the order of the
 * classes. Pieces of a file come as the samples do; annotations wait in a file of their own for the end of the images.
 */
export const cocoWriter: ExportWriter = {
  async write(job, output) {
    const categories = job.classes.map(({ name }, i) => ({ id: i + 1, name, supercategory: '' }))
    const categoryOf = new Map(categories.map(({ id, name }) => [name, id]))
    const info = { description: job.project.name, contributor: `${job.program.name} ${job.program.version}` }
    const head = `{"info":${JSON.stringify(info)},"licenses":[],"categories":${JSON.stringify(categories)},"images":[`
    const parts = await writePieces(job, output, head, categoryOf)
    for (const part of parts) {
      await output.writeAll(labelsFile(part), joined(output, part))
    }
  },
}

/** Images and annotations as they come, each in a file per part; tells the parts that there are. */
async function writePieces(
  job: ExportJob,
  output: ExportOutput,
  head: string,
  categoryOf: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const parts = new Set<string>()
  const names = new Map<string, UniqueNames>()
  const nameOf = (row: ExportRow, extension: string) => {
    const folder = `images/${row.split ?? onlyPart}`
    const taken = names.get(folder) ?? new UniqueNames()
    names.set(folder, taken)
    return `${folder}/${taken.take(pictureName(row.id, extension))}`
  }
  let id = 0
  await withOpenFiles(output, async (fileOf) => {
    for await (const batch of placePictures(job, output, nameOf)) {
      const sizes = await Promise.all(batch.map(({ picture }) => factsOf(picture)))
      for (const [i, { row, name }] of batch.entries()) {
        id++
        const part = row.split ?? onlyPart
        const isFirst = !parts.has(part)
        parts.add(part)
        const size = sizes[i] && { width: sizes[i].width, height: sizes[i].height }
        const image = { id, file_name: name.slice(name.lastIndexOf('/') + 1), ...size, sample_id: row.id }
        const annotation = annotationOf(row, id, categoryOf.get(row.label) ?? 0)
        const before = isFirst ? '\n' : ',\n'
        await (await fileOf(piece(part, 'images'))).write(
          `${isFirst ? head : ''}${before}${JSON.stringify(image)}`,
        )
        await (await fileOf(piece(part, 'annotations'))).write(`${before}${JSON.stringify(annotation)}`)
      }
    }
  })
  return parts
}

async function* joined(output: ExportOutput, part: string): AsyncGenerator<string | Uint8Array> {
  yield* output.takeBack(piece(part, 'images'))
  yield '\n],"annotations":['
  yield* output.takeBack(piece(part, 'annotations'))
  yield '\n]}\n'
}

function annotationOf(row: ExportRow, id: number, category: number) {
  return {
    id,
    image_id: id,
    category_id: category,
    ...(row.labelSource === 'model' ? { score: probability(row.confidence) } : {}),
    attributes: {
      label_source: row.labelSource,
      ...(row.confidence !== null && { confidence: probability(row.confidence) }),
      ...(row.annotator !== null && { annotator: row.annotator }),
      ...(row.labeledAt !== null && { labeled_at: row.labeledAt }),
      ...(row.cluster !== null && { cluster_id: row.cluster }),
    },
  }
}

function labelsFile(part: string): string {
  return `annotations/labels_${part}.json`
}

function piece(part: string, kind: 'images' | 'annotations'): string {
  return `annotations/${part}.${kind}`
}
