import { randomBytes } from 'node:crypto'
import { linkSync, renameSync, rmSync } from 'node:fs'
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'

/** Endings of what lies beside an exported file, after its whole name. */
export const manifestEnding = '.manifest.json'
export const croissantEnding = '.croissant.json'

/** Where an export goes, and where it is while it is not whole. */
export interface ExportTarget {
  kind: 'file' | 'folder'
  /** Absolute; links resolved, so that a linked file is replaced and not the link. */
  out: string
  /** A folder beside `out`, hence on the same disk, so that the last step is a rename. */
  partial: string
  /** Names beside `out`, its own included, that are taken and may be replaced. */
  replaced: readonly string[]
}

/**
 * Checks the target before anything is read, so that a wrong name costs no waiting, and makes the folder to write to.
 *
 * @throws FewlabelError `export-target-exists` when something is there that must not be replaced: any file
 *   unless `overwrite`, and always a folder, a device or a project.
 */
export async function prepareTarget(
  path: string,
  kind: ExportTarget['kind'],
  overwrite: boolean,
): Promise<ExportTarget> {
  let out = resolve(path)
  const existing = await stat(out).catch(ignoreMissing)
  if (existing) {
    if (kind === 'folder' || !overwrite || !existing.isFile())
      throw targetExists(out, kind === 'file' && existing.isFile())
    out = await realpath(out)
    await refuseProject(out)
  }
  const replaced: string[] = []
  if (kind === 'file') {
    for (const ending of ['', manifestEnding, croissantEnding]) {
      const beside = await lstat(out + ending).catch(ignoreMissing)
      if (!beside) continue
      if (!overwrite || !beside.isFile()) throw targetExists(out + ending, beside.isFile())
      replaced.push(basename(out) + ending)
    }
  }
  await removeLeftovers(dirname(out))
  const partial = join(dirname(out), `.fewlabel-export-${randomBytes(6).toString('hex')}.partial`)
  await mkdir(partial)
  return { kind, out, partial, replaced }
}

/** How every SQLite file begins, and so every project, whatever it is called. */
const databaseMagic = 'SQLite format 3\0'

/** People's work is never replaced, not even by its own export. */
async function refuseProject(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(databaseMagic.length),
      0,
      databaseMagic.length,
      0,
    )
    if (buffer.toString('latin1', 0, bytesRead) !== databaseMagic) return
  } finally {
    await file.close()
  }
  throw new FewlabelError('export-target-exists', `${basename(path)} is a project or another database.`, {
    file: path,
    expected: 'a name that is not taken, or a file that was exported before',
    remedy: 'Choose another name; a project is never replaced.',
  })
}

const leftover = /^\.fewlabel-export-[0-9a-f]{12}\.partial$/
/** No export takes so long: what is older was left by a program that was killed. */
const leftoverAge = 24 * 3600 * 1000

/** Makes room that nobody else would: hidden folders can be as large as what was to be exported. Never fails. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((other) => leftover.test(other))) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => null)
    if (found?.isDirectory() && Date.now() - found.mtimeMs > leftoverAge)
      await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * Gives the finished export its name, or all of its names. Until this succeeds nothing is to be seen under them.
 *
 * @throws FewlabelError `export-target-exists` when somebody else made the target meanwhile.
 */
export async function commitTarget(target: ExportTarget, files: readonly string[]): Promise<void> {
  if (target.kind === 'file') commitFiles(target, files)
  else {
    // A folder cannot be linked; a rename onto a folder that is not empty fails, and onto a file too.
    if (await stat(target.out).catch(ignoreMissing)) throw targetExists(target.out, false)
    await rename(target.partial, target.out)
  }
  await syncFolder(dirname(target.out))
  await discardTarget(target)
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

/**
 * The file itself comes last: where its name is new, it is never to be seen without what belongs to it. All is done
 * in one go, without giving way to anything else, and taken back where a part of it fails.
 */
function commitFiles({ out, partial, replaced }: ExportTarget, files: readonly string[]): void {
  const own = basename(out)
  const names = [...files.filter((name) => name !== own), own]
  const taken: (() => void)[] = []
  const setAside = (name: string) => {
    const old = join(dirname(out), name)
    const aside = join(partial, `${name}.old`)
    renameSync(old, aside)
    taken.push(() => renameSync(aside, old))
  }
  try {
    for (const name of replaced.filter((other) => !names.includes(other))) setAside(name)
    for (const name of names) {
      const file = join(dirname(out), name)
      if (replaced.includes(name) && name !== own) setAside(name)
      // What is replaced is never missing: a rename puts one in the place of the other.
      if (replaced.includes(name) && name === own) renameSync(join(partial, name), file)
      else {
        linkInPlace(join(partial, name), file)
        taken.push(() => rmSync(file, { force: true }))
      }
    }
  } catch (error) {
    for (const takeBack of taken.reverse()) takeBack()
    throw error
  }
}

/** A link, unlike a rename, fails when the name was taken meanwhile. Disks without links get the rename. */
function linkInPlace(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw targetExists(to, true)
    renameSync(from, to)
  }
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
