import { copyFileSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extractFile, getRawHeader } from '@electron/asar'

/**
 * @typedef {object} PackedFile
 * @property {string} path below the application's folder, with slashes
 * @property {number} bytes
 * @property {boolean} unpacked lies in app.asar.unpacked
 * @property {string | null} link what a symbolic link leads to, below the application's folder
 * @property {boolean} sealed whether the archive holds a sum of it
 */

/**
 * @param {string} archive path of an app.asar
 * @returns {PackedFile[]}
 */
export function packedFiles(archive) {
  return [...walk(getRawHeader(archive).header.files, '')]
}

function* walk(files, below) {
  for (const [name, entry] of Object.entries(files)) {
    const path = below + name
    if (entry.files) yield* walk(entry.files, `${path}/`)
    else {
      yield {
        path,
        bytes: entry.size ?? 0,
        unpacked: entry.unpacked === true,
        link: entry.link ?? null,
        sealed: entry.integrity !== undefined,
      }
    }
  }
}

/**
 * Lays the packed application out as plain files, so that Node can run it: the archive's contents written, what lies
 * beside it as hard links where the disk allows them.
 *
 * @param {string} archive
 * @param {string} target a folder that does not exist yet
 */
export function layOut(archive, target) {
  for (const { path, unpacked, link } of packedFiles(archive)) {
    const place = join(target, path)
    mkdirSync(dirname(place), { recursive: true })
    if (link !== null) symlinkSync(join(target, link), place)
    else if (unpacked) linkOrCopy(join(`${archive}.unpacked`, path), place)
    else writeFileSync(place, extractFile(archive, path))
  }
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
