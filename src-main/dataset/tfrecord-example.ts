import { PbfReader } from 'pbf'

/** A feature of tf.train.Example: a list of bytes, of floats or of whole numbers. */
export type Feature = { bytes: Uint8Array[] } | { numbers: number[] }

/**
 * The features of a record, by name (tf.train.Example: a map in a message in a message).
 *
 * @throws Error for what is no such message
 */
export function readExample(record: Uint8Array): Map<string, Feature> {
  const features = new Map<string, Feature>()
  new PbfReader(record).readFields((tag, _, pbf) => {
    if (tag === 1) pbf.readMessage(readFeatures, features)
  }, null)
  return features
}

function readFeatures(tag: number, features: Map<string, Feature>, pbf: PbfReader): void {
  if (tag !== 1) return
  const entry: { key: string; value: Feature | null } = { key: '', value: null }
  pbf.readMessage((part, found, inside) => {
    if (part === 1) found.key = inside.readString()
    else if (part === 2) found.value = inside.readMessage(readFeature, { of: null as Feature | null }).of
  }, entry)
  if (entry.value !== null) features.set(entry.key, entry.value)
}

function readFeature(tag: number, feature: { of: Feature | null }, pbf: PbfReader): void {
  if (tag === 1) {
    const bytes: Uint8Array[] = []
    pbf.readMessage((part, list, inside) => {
      if (part === 1) list.push(inside.readBytes())
    }, bytes)
    feature.of = { bytes }
  } else if (tag === 2 || tag === 3) {
    const numbers: number[] = []
    pbf.readMessage((part, list, inside) => {
      if (part !== 1) return
      // Writers may pack the numbers or not; the reader tells by the type of the field.
      if (tag === 2) inside.readPackedFloat(list)
      else inside.readPackedVarint(list, true)
    }, numbers)
    feature.of = { numbers }
  }
}

export function bytesOf(features: Map<string, Feature>, name: string): Uint8Array | null {
  const feature = features.get(name)
  return feature !== undefined && 'bytes' in feature ? (feature.bytes[0] ?? null) : null
}

/** A text; null where there is none, or an empty one. */
export function textOf(features: Map<string, Feature>, name: string): string | null {
  const bytes = bytesOf(features, name)
  return bytes === null || bytes.length === 0 ? null : Buffer.from(bytes).toString('utf8')
}

export function numberOf(features: Map<string, Feature>, name: string): number | null {
  const feature = features.get(name)
  return feature !== undefined && 'numbers' in feature ? (feature.numbers[0] ?? null) : null
}
