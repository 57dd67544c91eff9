import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { FewlabelError } from '../contract/errors.ts'
import { projectApplicationId, projectExtension } from '../contract/project.ts'
import { projectDamaged } from './sqlite-errors.ts'

const headerBytes = 100
const magic = 'SQLite format 3\0'

/** What the first 100 bytes of a project file say (sqlite.org/fileformat2.html, 1.3). */
export interface FileHeader {
  /** SQLite's write-ahead log is (or was, before a crash) in use. */
  usesWal: boolean
  version: number
}

/**
 * Reads the header without SQLite, which would already recover and rewrite a file on opening it.
 * Throws unless the file is a Fewlabel project of at most version `newest`.
 */
export function readHeader(file: string, newest: number): FileHeader {
  requireFile(file)
  const header = Buffer.alloc(headerBytes)
  const descriptor = openSync(file, 'r')
  let read: number
  try {
    read = readSync(descriptor, header, 0, headerBytes, 0)
  } finally {
    closeSync(descriptor)
  }
  if (read === 0) throw projectDamaged(file, 'an empty file')
  if (!magic.startsWith(header.toString('latin1', 0, Math.min(read, magic.length)))) {
    throw projectForeign(file, 'a file of another kind')
  }
  if (read < headerBytes) throw projectDamaged(file, `a file that ends after ${read} bytes`)
  const version = header.readUInt32BE(60)
  requireIdentity(file, header.readUInt32BE(68), version, newest)
  requireWholeFile(file, header)
  return { usesWal: header[18] === 2 || header[19] === 2, version }
}

/** Throws unless application id and version are those of a project this program can open. */
export function requireIdentity(file: string, applicationId: number, version: number, newest: number): void {
  if (applicationId !== projectApplicationId) throw projectForeign(file, 'a database of another program')
  if (version < 1) throw projectDamaged(file, 'a project that was never finished')
  if (version > newest) {
    throw new FewlabelError('project-newer', 'The project was made by a newer version of Fewlabel.', {
      file,
      expected: `format ${newest} or older`,
      found: `format ${version}`,
      remedy: 'Open it with that version, or update this one.',
    })
  }
}

/** Throws `project-not-found` unless there is such a file. */
export function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return
  const isFolder = existsSync(file)
  throw new FewlabelError('project-not-found', 'There is no project at this place.', {
    file,
    expected: `a ${projectExtension} file`,
    found: isFolder ? 'a folder' : 'nothing',
    remedy: 'Check the path, or whether the file was moved or renamed.',
  })
}

function projectForeign(file: string, found: string): FewlabelError {
  return new FewlabelError('project-foreign', 'This file is not a Fewlabel project.', {
    file,
    expected: `a ${projectExtension} file made by Fewlabel`,
    found,
    remedy: 'Choose another file.',
  })
}

/** Compares the length with the number of pages the header counts. */
function requireWholeFile(file: string, header: Buffer): void {
  // After a crash the pages may still be in the log; SQLite's own check comes after recovery then.
  if (existsSync(`${file}-wal`) || existsSync(`${file}-journal`)) return
  // The count is only kept up when these two counters agree.
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) return
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const expected = header.readUInt32BE(28) * pageSize
  const found = statSync(file).size
  if (found < expected) throw projectDamaged(file, `${found} of ${expected} bytes`)
}
