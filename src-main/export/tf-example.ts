import { PbfWriter } from 'pbf'
import { maskedCrc32c } from '../formats/crc32c.ts'

/** Values of one feature; a `tf.train.Feature` is a list of one of three kinds. */
export type TfFeature =
  | { bytes: readonly (string | Uint8Array)[] }
  | { floats: ArrayLike<number> }
  | { ints: readonly number[] }

/** `tf.train.Example` in protocol buffers: a map from names to lists of values. */
export function encodeExample(features: Readonly<Record<string, TfFeature>>): Uint8Array {
  const message = new PbfWriter()
  message.writeMessage(1, writeFeatures, features)
  return message.finish()
}

/** One record of a TFRecord file: the length and the data, each with its masked checksum behind it. */
export function frameRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(12 + data.length + 4)
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true)
  record.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc32c(data), true)
  return record
}

function writeFeatures(features: Readonly<Record<string, TfFeature>>, message: PbfWriter): void {
  for (const [name, feature] of Object.entries(features))
    message.writeMessage(1, writeEntry, { name, feature })
}

function writeEntry({ name, feature }: { name: string; feature: TfFeature }, message: PbfWriter): void {
  message.writeStringField(1, name)
  message.writeMessage(2, writeFeature, feature)
}

function writeFeature(feature: TfFeature, message: PbfWriter): void {
  if ('bytes' in feature) message.writeMessage(1, writeBytesList, feature.bytes)
  else if ('floats' in feature) message.writeMessage(2, writeFloatList, Array.from(feature.floats))
  else message.writeMessage(3, writeIntList, [...feature.ints])
}

function writeBytesList(values: readonly (string | Uint8Array)[], message: PbfWriter): void {
  for (const value of values) {
    if (typeof value === 'string') message.writeStringField(1, value)
    else message.writeBytesField(1, value)
  }
}

function writeFloatList(values: number[], message: PbfWriter): void {
  message.writePackedFloat(1, values)
}

function writeIntList(values: number[], message: PbfWriter): void {
  message.writePackedVarint(1, values)
}
