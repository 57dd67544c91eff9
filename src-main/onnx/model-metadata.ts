import { readFile } from 'node:fs/promises'
import { PbfReader } from 'pbf'

/** ModelProto.metadata_props */
const metadataField = 14

/**
 * One entry of an ONNX file's metadata; null where there is none, or the file is something else. The library that runs
 * models keeps metadata to itself.
 */
export async function readModelMetadata(file: string, key: string): Promise<string | null> {
  const found = new Map<string, string>()
  try {
    new PbfReader(await readFile(file)).readFields((field, entries, pbf) => {
      if (field === metadataField) entries.set(...readEntry(pbf))
    }, found)
  } catch {
    return null
  }
  return found.get(key) ?? null
}

function readEntry(pbf: PbfReader): [string, string] {
  return pbf.readMessage(
    (field, entry: [string, string]) => {
      if (field === 1) entry[0] = pbf.readString()
      else if (field === 2) entry[1] = pbf.readString()
    },
    ['', ''],
  )
}
