import type { ExportRow } from '../../contract/export.ts'
import { exportRequestSchema } from '../../contract/export.ts'
import type { ExportJob } from '../export-writer.ts'

export const exampleClasses = [
  { id: 1, name: 'cat', colour: '#aa0000' },
  { id: 2, name: 'dog "Rex", big', colour: '#00aa00' },
  { id: 5, name: '007', colour: '#0000aa' },
]

export function exampleRow(n: number, changes: Partial<ExportRow> = {}): ExportRow {
  return {
    id: String(n).padStart(6, '0'),
    source: `/pictures/${n}.png`,
    label: 'cat',
    labelSource: 'model',
    confidence: 0.1,
    cluster: n % 7,
    probabilities: Float32Array.of(0.1, 0.7, 0.2),
    annotator: null,
    labeledAt: null,
    split: null,
    sampleId: n,
    ...changes,
  }
}

export function* exampleRows(count: number): Generator<ExportRow> {
  for (let n = 0; n < count; n++) yield exampleRow(n)
}

/** A job of small images without a picture worth the name; what a test is about is given by `changes`. */
export function exampleJob(
  request: { format: string; out: string } & Record<string, unknown>,
  changes: Partial<ExportJob> = {},
): ExportJob {
  const parsed = exportRequestSchema.parse(request)
  return {
    request: parsed,
    rows: exampleRows(3),
    total: 3,
    excluded: 0,
    classes: exampleClasses,
    parts: parsed.split?.parts ?? [],
    notices: [],
    project: { name: 'pets' },
    snapshot: null,
    program: { name: 'Fewlabel', version: '1.2.3' },
    model: { run: 3, seed: 7, decoder: 'graph', prior: { kind: 'uniform' } },
    accuracy: null,
    shape: { kind: 'image', side: 4, channels: 1 },
    featureNames: null,
    fieldNames: [],
    hasTexts: false,
    picture: async (id) => ({ extension: 'png', bytes: Uint8Array.of(137, 80, 78, 71, id) }),
    sample: () => ({ vector: null, text: null, fields: [] }),
    opinions: () => [],
    ...changes,
  }
}
