import { type Entry, getFileNameLowLevel, validateFileName } from 'yauzl'
import { IdSet } from './id-set.ts'

const nameLimit = 1024
const partLimit = 255
/** Says that a name is UTF-8. */
const utf8Flag = 0x800
const unicodePathField = 0x7075

/**
 * The name of an entry. Where the archive does not say how it is encoded, UTF-8 is tried before the standard's CP437: what
 * is valid UTF-8 with letters beyond ASCII was hardly meant as anything else.
 */
export function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw
  const told = (entry.generalPurposeBitFlag & utf8Flag) !== 0
  const unicodeField = entry.extraFields.some(({ id }) => id === unicodePathField)
  if (!told && !unicodeField) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/')
    } catch {
      // Not UTF-8: the standard's own encoding.
    }
  }
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
}

/**
 * What is wrong with the names in one archive: names that lead out of it, names that a file system does not take, and
 * names that differ in nothing but case or composition, which Windows and macOS take for one.
 */
export class ZipNames {
  /** Spellings of the folders; files are too many to be kept by name. */
  readonly #folders = new Map<string, string>()
  readonly #files = new IdSet()
  readonly #isWindows: boolean

  constructor(platform: NodeJS.Platform = process.platform) {
    this.#isWindows = platform === 'win32'
  }

  /** Why an entry of this name is not unpacked, as a clause; null where it may be. */
  faultOf(name: string): string | null {
    const fault = validateFileName(name)
    if (fault !== null || name.split('/').includes('..')) return 'its name leads out of the archive'
    const path = name.replace(/\/+$/, '')
    const parts = path.split('/')
    if (parts.some((part) => part === '' || part === '.')) return 'its name has an empty part'
    if (name.length > nameLimit || parts.some((part) => Buffer.byteLength(part) > partLimit)) {
      return 'its name is too long'
    }
    for (const character of name) {
      if ((character.codePointAt(0) as number) < 32 || character === '\u007f')
        return 'its name holds a control character'
    }
    if (this.#isWindows && parts.some(refusedByWindows)) return 'Windows does not take its name'
    return this.#clash(parts, name.endsWith('/'))
  }

  #clash(parts: readonly string[], isFolder: boolean): string | null {
    const folders = isFolder ? parts.length : parts.length - 1
    for (let length = 1; length <= folders; length++) {
      const path = parts.slice(0, length).join('/')
      const before = this.#folders.get(folded(path))
      if (before === undefined) this.#folders.set(folded(path), path)
      else if (before !== path)
        return `"${before}/" is there already, which many file systems take for the same`
    }
    if (isFolder) return null
    const path = folded(parts.join('/'))
    if (this.#folders.has(path) || !this.#files.add(path)) {
      return 'its name, or one that many file systems take for the same, is there already'
    }
    return null
  }
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

function refusedByWindows(part: string): boolean {
  return /[<>:"|?*]/.test(part) || /[. ]$/.test(part) || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part)
}
