import { exportColumns } from './export-fields.ts'
import type { ExportJob } from './export-writer.ts'
import { sampleColumns } from './sample-columns.ts'
import { showsPictures } from './task-contents.ts'
import { tableShape } from './write-csv.ts'

type DataType = 'sc:Text' | 'sc:Float' | 'sc:Integer' | 'sc:DateTime'

interface Column {
  /** Unique among the fields; that of the table unless `extract` says otherwise. */
  name: string
  dataType: DataType
  /** Several values in a cell. */
  repeated?: boolean
  extract?: { column: string } | { jsonPath: string } | { fileProperty: 'fullpath' }
  transform?: { regex: string }
  /** The field whose values these are. */
  references?: string
}

/** Files whose content Croissant calls one thing: where a table lies that has one file per part. */
export interface TableFiles {
  name: string
  includes: string
  encodingFormat: string
}

/** The id of a file of the export; null: of the one file that it is. */
export type FileIds = (name: string | null) => string

/** The tables of one export. */
export interface CroissantTables {
  /** Sets of files to be declared beside the files themselves. */
  fileSets: TableFiles[]
  recordSets: object[]
}

/** What can be read of the export row by row, in Croissant's words. Nothing for formats that it has no words for. */
export function croissantTables(job: ExportJob, idOfFile: FileIds): CroissantTables {
  const common = [classesOf(job), ...(job.parts.length > 0 ? [partsOf(job)] : [])]
  const { fileSets, recordSets } = samplesOf(job, idOfFile)
  return { fileSets, recordSets: [...common, ...recordSets] }
}

function samplesOf(job: ExportJob, idOfFile: FileIds): CroissantTables {
  const columns = tableColumns(job)
  const inFile = (file: string | null, of: Column[]) => ({
    fileSets: [],
    recordSets: [recordSet('samples', of, { fileObject: { '@id': idOfFile(file) } })],
  })
  const fileName: Column = { name: 'file_name', dataType: 'sc:Text' }
  switch (job.request.format) {
    case 'csv':
      return inFile(null, [...columns, ...sampleTableColumns(job, columns)])
    case 'jsonl':
      return inFile(null, withoutProbabilities(columns))
    case 'parquet': {
      const all = [
        ...withoutProbabilities(columns).map(
          (column): Column => (column.name === 'label' ? { ...column, dataType: 'sc:Integer' } : column),
        ),
        { name: 'probs', dataType: 'sc:Float', repeated: true } as const,
      ]
      return inFile(null, [
        ...all,
        ...sampleTableColumns(job, [...all, { name: 'image', dataType: 'sc:Text' }]),
      ])
    }
    case 'folder':
    case 'yolo':
      return inFile('manifest.csv', [fileName, ...columns])
    case 'imagefolder':
      return metadataTables(job)
    case 'coco':
      return cocoTables()
    case 'prodigy':
      return prodigyTables(job)
    case 'label-studio':
      return labelStudioTables(job)
    case 'npz':
    case 'tfrecord':
      return { fileSets: [], recordSets: [] }
  }
}

/** The columns that every exported table has. */
function tableColumns(job: ExportJob): Column[] {
  const types: Record<string, DataType> = {
    confidence: 'sc:Float',
    cluster_id: 'sc:Integer',
    labeled_at: 'sc:DateTime',
  }
  const names = exportColumns({ ...tableShape(job), classNames: [] })
  const columns = names.map((name): Column => ({ name, dataType: types[name] ?? 'sc:Text' }))
  const probabilities = job.classes.map(({ name }): Column => ({ name: `p_${name}`, dataType: 'sc:Float' }))
  columns.splice(names.indexOf('annotator'), 0, ...probabilities)
  return columns
}

/** For formats that have the probabilities of all classes in one column. */
function withoutProbabilities(columns: readonly Column[]): Column[] {
  return columns.filter(({ name }) => !name.startsWith('p_'))
}

function sampleTableColumns(job: ExportJob, taken: readonly Column[]): Column[] {
  const { columns } = sampleColumns(
    job,
    taken.map(({ name }) => name),
  )
  // A vector as a whole is text in a CSV file and a list in Parquet.
  const isList = job.request.format === 'parquet'
  return columns.map(({ name, kind }): Column => {
    if (kind === 'feature') return { name, dataType: 'sc:Float' }
    if (kind === 'embedding' && isList) return { name, dataType: 'sc:Float', repeated: true }
    return { name, dataType: 'sc:Text' }
  })
}

function metadataTables(job: ExportJob): CroissantTables {
  const columns: Column[] = [
    { name: 'file_name', dataType: 'sc:Text' },
    { name: 'label', dataType: 'sc:Integer' },
    { name: 'label_source', dataType: 'sc:Text' },
    { name: 'confidence', dataType: 'sc:Float' },
    { name: 'probs', dataType: 'sc:Float', repeated: true },
    { name: 'annotator', dataType: 'sc:Text' },
    { name: 'labeled_at', dataType: 'sc:DateTime' },
    { name: 'cluster_id', dataType: 'sc:Integer' },
    { name: 'id', dataType: 'sc:Text' },
  ]
  if (job.parts.length > 0) columns.push(partByFolder(job, '/[^/]+$'))
  return tablesInFiles(
    {
      name: 'metadata',
      includes: job.parts.length > 0 ? '*/metadata.parquet' : 'metadata.parquet',
      encodingFormat: 'application/x-parquet',
    },
    'samples',
    columns,
  )
}

function prodigyTables(job: ExportJob): CroissantTables {
  const columns: Column[] = showsPictures(job)
    ? [
        { name: 'image', dataType: 'sc:Text' },
        { name: 'accept', dataType: 'sc:Text', repeated: true },
      ]
    : [
        { name: 'text', dataType: 'sc:Text' },
        { name: 'label', dataType: 'sc:Text' },
      ]
  return tablesInFiles(
    { name: 'tasks', includes: '*.jsonl', encodingFormat: 'application/jsonlines' },
    'samples',
    columns,
  )
}

function cocoTables(): CroissantTables {
  const files: TableFiles = {
    name: 'labels',
    includes: 'annotations/*.json',
    encodingFormat: 'application/json',
  }
  const jsonPath = (path: string) => ({ extract: { jsonPath: path } })
  return tablesInFiles(files, 'samples', [
    { name: 'file_name', dataType: 'sc:Text', ...jsonPath('$.images[*].file_name') },
    { name: 'sample_id', dataType: 'sc:Text', ...jsonPath('$.images[*].sample_id') },
    { name: 'category_id', dataType: 'sc:Integer', ...jsonPath('$.annotations[*].category_id') },
    {
      name: 'label_source',
      dataType: 'sc:Text',
      ...jsonPath('$.annotations[*].attributes.label_source'),
    },
  ])
}

function labelStudioTables(job: ExportJob): CroissantTables {
  const shown = showsPictures(job) ? 'image' : 'text'
  const jsonPath = (path: string) => ({ extract: { jsonPath: path } })
  return tablesInFiles(
    { name: 'tasks', includes: 'tasks*.json', encodingFormat: 'application/json' },
    'samples',
    [
      { name: 'ref', dataType: 'sc:Text', ...jsonPath('$[*].data.ref') },
      { name: shown, dataType: 'sc:Text', ...jsonPath(`$[*].data.${shown}`) },
    ],
  )
}

function tablesInFiles(files: TableFiles, name: string, columns: Column[]): CroissantTables {
  return { fileSets: [files], recordSets: [recordSet(name, columns, { fileSet: { '@id': files.name } })] }
}

/** The part by the folder (or beginning of the name) of the file that a row is in. */
function partByFolder(job: ExportJob, rest: string): Column {
  const names = job.parts.map(({ name }) => name)
  return {
    name: 'split',
    dataType: 'sc:Text',
    extract: { fileProperty: 'fullpath' },
    transform: { regex: `(?:^|/)(${names.join('|')})${rest}` },
    references: 'splits/name',
  }
}

function recordSet(name: string, columns: readonly Column[], from: object) {
  return {
    '@type': 'cr:RecordSet',
    '@id': name,
    name,
    field: columns.map(({ name: column, dataType, repeated, extract, transform, references }, i) => ({
      '@type': 'cr:Field',
      '@id': `${name}/${plainId(column) ?? `column-${i + 1}`}`,
      name: column,
      dataType,
      ...(repeated && { repeated }),
      ...(references && { references: { field: { '@id': references } } }),
      source: { ...from, extract: extract ?? { column }, ...(transform && { transform }) },
    })),
  }
}

/** The name itself where it can be an id: readers stumble over blanks there, however they are written. */
export function plainId(name: string): string | null {
  return /^[\w./-]+$/.test(name) ? name : null
}

/** The classes themselves, in the order of their numbers. */
function classesOf({ classes }: ExportJob) {
  return {
    '@type': 'cr:RecordSet',
    '@id': 'classes',
    name: 'classes',
    dataType: 'sc:Enumeration',
    key: { '@id': 'classes/name' },
    field: [textField('classes', 'name')],
    data: classes.map(({ name }) => ({ 'classes/name': name })),
  }
}

/** What the specification calls parts of these names. */
const knownParts: Readonly<Record<string, string>> = {
  train: 'cr:TrainingSplit',
  val: 'cr:ValidationSplit',
  valid: 'cr:ValidationSplit',
  validation: 'cr:ValidationSplit',
  test: 'cr:TestSplit',
}

function partsOf({ parts }: ExportJob) {
  const urls = parts.map(({ name }) => knownParts[name])
  const areKnown = urls.every((url) => url !== undefined)
  const url = { ...textField('splits', 'url'), dataType: 'sc:URL' }
  return {
    '@type': 'cr:RecordSet',
    '@id': 'splits',
    name: 'splits',
    dataType: 'cr:Split',
    key: { '@id': 'splits/name' },
    field: [textField('splits', 'name'), ...(areKnown ? [url] : [])],
    data: parts.map(({ name }, i) => ({
      'splits/name': name,
      ...(areKnown && { 'splits/url': urls[i] }),
    })),
  }
}

function textField(of: string, name: string) {
  return { '@type': 'cr:Field', '@id': `${of}/${name}`, name, dataType: 'sc:Text' }
}
