import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A file in NumPy's format. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  data: Uint8Array | Float32Array | Float64Array | Int32Array | BigInt64Array,
  { isFortran = false, version = 1 } = {},
): Uint8Array {
  const sizes = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
  const text = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': ${sizes}, }`
  const header = Buffer.from(`${text.padEnd(117)}\n`)
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  if (version === 1) length.writeUInt16LE(header.length)
  else length.writeUInt32LE(header.length)
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return new Uint8Array(
    Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Uint8Array.of(version, 0), length, header, bytes]),
  )
}

/** A ZIP archive of files. */
export async function zipOf(files: Record<string, Uint8Array>, compress = true): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { compress, mtime: new Date(2025, 0, 1) })
  }
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}
