import { randomBytes } from 'node:crypto'
import { link, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'

/** Where an export goes, and where it is while it is not whole. */
export interface ExportTarget {
  /** Absolute; links resolved, so that a linked file is replaced and not the link. */
  out: string
  /** Beside `out`, hence on the same disk, so that the last step is one rename. */
  partial: string
  /** There is a file at `out` that may be replaced. */
  replaces: boolean
}

/**
 * Checks the target before anything is read, so that a wrong name costs no waiting.
 *
 * @throws FewlabelError `export-target-exists` when something is there that must not be replaced: any file
 *   unless `overwrite`, and always a folder or a device.
 */
export async function prepareTarget(path: string, overwrite: boolean): Promise<ExportTarget> {
  let out = resolve(path)
  const existing = await stat(out).catch(ignoreMissing)
  if (existing) {
    if (!overwrite || !existing.isFile()) throw targetExists(out, existing.isFile())
    out = await realpath(out)
  }
  const partial = join(dirname(out), `.fewlabel-export-${randomBytes(6).toString('hex')}.partial`)
  return { out, partial, replaces: existing !== null }
}

/**
 * Gives the finished export its name. Until this succeeds nothing is to be seen under that name.
 *
 * @throws FewlabelError `export-target-exists` when somebody else made the target meanwhile.
 */
export async function commitTarget(target: ExportTarget, kind: 'file' | 'folder'): Promise<void> {
  if (target.replaces) await rename(target.partial, target.out)
  else if (kind === 'file') await linkInPlace(target)
  else {
    // A folder cannot be linked; a rename onto a folder that is not empty fails, and onto a file too.
    if (await stat(target.out).catch(ignoreMissing)) throw targetExists(target.out, false)
    await rename(target.partial, target.out)
  }
  await syncFolder(dirname(target.out))
}

/** Removes what is unfinished. Never fails: the error that led here is the one to report. */
export async function discardTarget(target: ExportTarget): Promise<void> {
  await rm(target.partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
}

/** Makes names in a folder durable. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A link, unlike a rename, fails when the name was taken meanwhile. Disks without links get the rename. */
async function linkInPlace(target: ExportTarget): Promise<void> {
  try {
    await link(target.partial, target.out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw targetExists(target.out, true)
    await rename(target.partial, target.out)
    return
  }
  await rm(target.partial)
}

function targetExists(out: string, isFile: boolean): FewlabelError {
  return isFile
    ? new FewlabelError('export-target-exists', `${basename(out)} exists already.`, {
        file: out,
        remedy: 'Choose another name, or allow the file to be replaced.',
      })
    : new FewlabelError('export-target-exists', `${basename(out)} exists already and is not a plain file.`, {
        file: out,
        expected: 'a name that is not taken',
        remedy: 'Choose another name; an existing folder is never replaced.',
      })
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
