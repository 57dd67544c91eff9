import { randomBytes } from 'node:crypto'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import { exportError } from '../export/export-error.ts'
import { syncFolder } from '../export/export-target.ts'

export interface WriteOptions {
  /** Endings that the name may have, with the dot, in lower case. */
  endings: readonly string[]
  /** Replace an existing file. */
  overwrite: boolean
}

/**
 * Writes a small file whole or not at all: beside its place first, then by its name.
 *
 * @returns the absolute path
 * @throws FewlabelError `bad-request` for another ending, `export-target-exists` where something is there already
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  { endings, overwrite }: WriteOptions,
): Promise<string> {
  const out = resolve(path)
  if (!endings.includes(extname(out).toLowerCase())) {
    throw new FewlabelError('bad-request', 'The name has an ending that does not fit what is written.', {
      expected: `a name that ends in ${endings.join(' or ')}`,
      found: basename(out),
      file: out,
    })
  }
  const partial = join(dirname(out), `.fewlabel-${randomBytes(6).toString('hex')}.partial`)
  try {
    await refuseTaken(out, overwrite)
    await writeDurably(partial, bytes)
    if (overwrite) await rename(partial, out)
    else await giveName(partial, out)
    await syncFolder(dirname(out))
  } catch (thrown) {
    throw exportError(thrown, out)
  } finally {
    await rm(partial, { force: true }).catch(() => {})
  }
  return out
}

async function refuseTaken(out: string, overwrite: boolean): Promise<void> {
  const existing = await lstat(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  // A link is not followed: what it names is somebody else's.
  if (existing && (!overwrite || !existing.isFile())) throw taken(out, existing.isFile())
}

async function writeDurably(partial: string, bytes: Uint8Array): Promise<void> {
  const file = await open(partial, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A link, unlike a rename, fails where the name was taken meanwhile. Disks without links get the rename. */
async function giveName(partial: string, out: string): Promise<void> {
  try {
    await link(partial, out)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw taken(out, true)
    await rename(partial, out)
  }
}

function taken(out: string, isFile: boolean): FewlabelError {
  return new FewlabelError('export-target-exists', `${basename(out)} exists already.`, {
    file: out,
    remedy: isFile ? 'Choose another name, or allow the file to be replaced.' : 'Choose another name.',
  })
}
