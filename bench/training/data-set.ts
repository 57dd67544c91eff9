import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ImportRequest, inputLength } from '../../src-main/contract/data.ts'
import { openSource, type SampleSource } from '../../src-main/dataset/open-source.ts'
import { drawnLetters } from '../../src-main/dataset/sample-set.ts'
import type { TrainingData } from '../../src-main/engine/training-data.ts'
import { startNodeProgram } from '../../src-main/process/start-node-program.ts'

export const dataSetNames = [
  'mnist',
  'fashion-mnist',
  'handwritten-latin-pool',
  'drawn-letters',
  'letter-recognition',
] as const
export type DataSetName = (typeof dataSetNames)[number]

/** Samples with their classes, which only the scoring sees. */
export interface LabeledData {
  data: TrainingData
  /** From 0 [count]. */
  classes: Int16Array
  classCount: number
}

/** As many as the window offers to draw. */
const usualLetters = 5000

const idxFiles = {
  mnist: ['mnist/train-images-idx3-ubyte.gz', 'mnist/train-labels-idx1-ubyte.gz'],
  'fashion-mnist': ['fashion-mnist/train-images-idx3-ubyte.gz', 'fashion-mnist/train-labels-idx1-ubyte.gz'],
  'handwritten-latin-pool': [
    'handwritten-latin-pool/images-idx3-ubyte.gz',
    'handwritten-latin-pool/labels-idx1-ubyte.gz',
  ],
} as const

const tableFile = 'uci/letter-recognition.data'

/** Whether the data set can be had: drawn letters always, the others where their files are. */
export function isThere(name: DataSetName, dataRoot: string | null): boolean {
  if (name === 'drawn-letters') return true
  if (dataRoot === null) return false
  const files = name === 'letter-recognition' ? [tableFile] : idxFiles[name]
  return files.every((file) => existsSync(join(dataRoot, file)))
}

/**
 * Reads or draws a data set, as an import would prepare it.
 *
 * @param count samples at most; null for all there are, and for the usual number of drawn letters
 */
export async function loadDataSet(
  name: DataSetName,
  dataRoot: string | null,
  count: number | null,
): Promise<LabeledData> {
  if (name === 'drawn-letters') {
    return collect(drawnLetters({ count: count ?? usualLetters, seed: 1 }), null)
  }
  if (dataRoot === null) throw new Error(`Say where ${name} lies: --data-root FOLDER or FEWLABEL_DATA`)
  if (name === 'letter-recognition') return readTable(join(dataRoot, tableFile), count)
  const [images, labels] = idxFiles[name]
  const request: ImportRequest = {
    source: join(dataRoot, images),
    labels: join(dataRoot, labels),
    transpose: false,
    foldersAreClasses: false,
    givenLabels: 'truth',
    recipe: { colour: 'grayscale', side: 28, fit: 'pad' },
  }
  return collect(await openSource(request, startNodeProgram), count)
}

/** In shared memory, as the engine holds them: threads prepare batches from it. */
async function collect(source: SampleSource, limit: number | null): Promise<LabeledData> {
  const length = inputLength(source.shape)
  const wanted = Math.min(source.total ?? 0, limit ?? Number.POSITIVE_INFINITY)
  const inputs = new Uint8Array(new SharedArrayBuffer(wanted * length))
  const truth: string[] = []
  for await (const { samples, problems } of source.batches()) {
    if (problems.length > 0) throw new Error(problems[0].reason)
    for (const sample of samples.slice(0, wanted - truth.length)) {
      inputs.set(sample.input, truth.length * length)
      truth.push(sample.truth ?? '')
    }
    if (truth.length === wanted) break
  }
  return { data: { shape: source.shape, count: wanted, inputs }, ...classesOf(truth) }
}

/** Rows without a header, the class first, then numbers. */
function readTable(path: string, limit: number | null): LabeledData {
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(0, limit ?? undefined)
  const cells = rows.map((row) => row.split(','))
  const length = cells[0].length - 1
  const inputs = new Float32Array(new SharedArrayBuffer(4 * rows.length * length))
  for (const [i, [, ...numbers]] of cells.entries()) inputs.set(numbers.map(Number), i * length)
  const columns = Array.from({ length }, (_, i) => `${i + 1}`)
  const shape = { kind: 'vector', length, columns } as const
  return { data: { shape, count: rows.length, inputs }, ...classesOf(cells.map(([name]) => name)) }
}

function classesOf(truth: readonly string[]): Pick<LabeledData, 'classes' | 'classCount'> {
  const names = [...new Set(truth)].sort()
  const places = new Map(names.map((name, place) => [name, place]))
  return { classes: Int16Array.from(truth, (name) => places.get(name) ?? -1), classCount: names.length }
}
