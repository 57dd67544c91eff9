import type { ImportFormat } from '../../../src-main/contract/data.ts'

/** All formats that can be read, by what people have. */
export const formatGroups = [
  { name: 'pictures', formats: ['folder', 'idx', 'tfrecord'] },
  { name: 'tables', formats: ['csv', 'parquet', 'jsonl', 'npy', 'arff', 'libsvm'] },
  { name: 'tools', formats: ['coco', 'label-studio', 'prodigy'] },
] as const satisfies { name: string; formats: ImportFormat[] }[]
