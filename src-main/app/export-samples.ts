import { FewlabelError } from '../contract/errors.ts'
import { isImageName } from '../dataset/image-kind.ts'
import { encodePng } from '../dataset/png.ts'
import type { ExportPicture, ExportSample } from '../export/export-writer.ts'
import type { SampleStore } from '../project/sample-store.ts'

/** The picture of a sample, for exports: the original, or what the model sees. */
export function exportedPicture(samples: SampleStore, sampleId: number): ExportPicture {
  const original = samples.original(sampleId)
  // Of a project that somebody else made: nothing but pictures is copied, whatever file it names.
  if (original && 'path' in original && isImageName(original.path)) return { path: original.path }
  if (original && 'path' in original) {
    throw new FewlabelError('source-unsupported', 'The original of a sample is not a picture.', {
      file: original.path,
      remedy: 'Export as csv, jsonl or parquet.',
    })
  }
  if (original) return { extension: extensionOf(original.mediaType), bytes: original.bytes }
  const shape = samples.inputShape()
  const input = samples.input(sampleId)
  if (shape?.kind !== 'image' || !(input instanceof Uint8Array)) {
    throw new FewlabelError('source-unsupported', 'Vectors have no pictures to put into folders.', {
      remedy: 'Export as csv, jsonl or parquet.',
    })
  }
  return { extension: '.png', bytes: encodePng(input, shape.side, shape.side, shape.channels) }
}

/** Reads what samples are beside their labels. */
export function exportedSamples(samples: SampleStore): (sampleId: number) => ExportSample {
  const fieldNames = samples.fieldNames()
  const hasVectors = samples.inputShape()?.kind === 'vector'
  return (sampleId) => {
    const fields = new Map<string, string>()
    if (fieldNames.length > 0) for (const { name, value } of samples.fields(sampleId)) fields.set(name, value)
    return {
      vector: hasVectors ? (samples.input(sampleId) as Float32Array) : null,
      text: samples.text(sampleId),
      fields: fieldNames.map((name) => fields.get(name) ?? null),
    }
  }
}

function extensionOf(mediaType: string): string {
  const subtype = mediaType.split('/')[1]?.split('+')[0] ?? 'bin'
  return `.${subtype === 'jpeg' ? 'jpg' : subtype}`
}
