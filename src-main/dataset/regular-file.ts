import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { FewlabelError } from '../contract/errors.ts'

/*
 * Opening a pipe waits for somebody at its other end, and a device has no end. So what a path leads to is looked at
 * first, and again once it is open: by then it may be something else, which the open did not wait for.
 */

/** Windows knows no such flag, and needs none. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file for reading; the caller closes it.
 *
 * @throws FewlabelError — `source-unsupported` for a pipe, a device or a folder; what the file system throws
 */
export async function openRegular(path: string): Promise<{ handle: FileHandle; size: number }> {
  requireFile(path, await stat(path))
  const handle = await open(path, flags)
  try {
    const info = await handle.stat()
    requireFile(path, info)
    return { handle, size: info.size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * The bytes of a file.
 *
 * @throws FewlabelError — `source-unsupported` for a pipe, a device or a folder, and for more than `limit` bytes; what
 * the file system throws
 */
export function readRegularSync(path: string, limit: number): Uint8Array<ArrayBuffer> {
  requireFile(path, statSync(path))
  const descriptor = openSync(path, flags)
  try {
    const info = fstatSync(descriptor)
    requireFile(path, info)
    if (info.size > limit) {
      const megabytes = Math.ceil(info.size / 1024 ** 2).toLocaleString('en-US')
      throw new FewlabelError(
        'source-unsupported',
        `its ${megabytes} MB are more than the ${Math.floor(limit / 1024 ** 2).toLocaleString('en-US')} MB allowed`,
        { file: path },
      )
    }
    const bytes = new Uint8Array(info.size)
    let filled = 0
    while (filled < bytes.length) {
      const there = readSync(descriptor, bytes, filled, bytes.length - filled, null)
      if (there === 0) break
      filled += there
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(descriptor)
  }
}

function requireFile(path: string, info: Stats): void {
  if (info.isFile()) return
  const found = info.isDirectory() ? 'a folder' : info.isFIFO() ? 'a pipe' : 'a device or a socket'
  throw new FewlabelError('source-unsupported', `"${path}" is no file to read but ${found}.`, {
    file: path,
    expected: 'a file',
    found,
    remedy: 'Choose another source.',
  })
}
