import { extname } from 'node:path'
import { croissantContext } from './croissant-context.ts'
import { croissantTables, plainId } from './croissant-records.ts'
import type { ExportOutput, WrittenFile } from './export-output.ts'
import type { ExportJob } from './export-writer.ts'

const encodingFormats: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.jsonl': 'application/jsonlines',
  '.ndjson': 'application/jsonlines',
  '.parquet': 'application/x-parquet',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.xml': 'application/xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
}

/**
 * Describes what was written in Croissant 1.0: every file with its sum, the pictures as a set of files, and what can be read
 * of them row by row. Name, description, license, creator and address are what the request says; the day is that of the
 * export.
 *
 * @param name of the file to be made
 */
export async function writeCroissant(job: ExportJob, output: ExportOutput, name: string): Promise<void> {
  const facts = job.request.croissant
  if (facts === null) return
  const files = output.files()
  const idOf = ({ name }: WrittenFile) =>
    plainId(name) ?? `file-${files.findIndex((file) => file.name === name) + 1}`
  const tables = croissantTables(job, (name) => {
    const file = files.find((one) => one.name === (name ?? output.name))
    if (!file) throw new Error(`there is no file ${name} in the export`)
    return idOf(file)
  })
  const document = {
    '@context': croissantContext,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: facts.name,
    description: facts.description,
    license: facts.license,
    url: facts.url,
    creator: { '@type': 'sc:Person', name: facts.creator },
    datePublished: new Date().toISOString().slice(0, 10),
    distribution: [
      ...files.map((file) => fileObject(file, idOf(file))),
      ...tables.fileSets.map(({ name, includes, encodingFormat }) =>
        fileSet(name, [includes], [encodingFormat]),
      ),
      ...pictureSet(output),
    ],
    recordSet: tables.recordSets,
  }
  await output.writeAll(name, [`${JSON.stringify(document, null, 2)}\n`])
}

function fileObject({ name, bytes, sha256 }: WrittenFile, id: string) {
  return {
    '@type': 'cr:FileObject',
    '@id': id,
    name,
    contentUrl: name,
    contentSize: `${bytes} B`,
    encodingFormat: encodingFormatOf(extname(name)),
    sha256,
  }
}

function pictureSet(output: ExportOutput): object[] {
  const endings = [...output.pictureEndings].sort()
  if (endings.length === 0) return []
  return [
    fileSet(
      'pictures',
      endings.map((ending) => `**/*${ending}`),
      endings.map(encodingFormatOf),
    ),
  ]
}

function fileSet(name: string, includes: string[], formats: string[]) {
  const encodingFormat = [...new Set(formats)]
  return {
    '@type': 'cr:FileSet',
    '@id': name,
    name,
    encodingFormat: one(encodingFormat),
    includes: one(includes),
  }
}

function one(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values
}

function encodingFormatOf(ending: string): string {
  return encodingFormats[ending.toLowerCase()] ?? 'application/octet-stream'
}
