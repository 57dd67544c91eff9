/** Device names of Windows; a file of that name, with any ending, cannot be made there. */
const reservedStem = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** UTF-8 bytes of one name: well under every file system's limit, and short enough for Windows' whole paths. */
const longestName = 96

/** Endings that an id may carry of its own; the one the picture really has takes their place. */
const pictureEnding = /\.(?:png|jpe?g|webp|bmp|tiff?|gif)$/i

/**
 * A name that Windows, macOS and Linux all take and show: no separators, control or reserved characters, no leading
 * dot, no dot or space at the end, no device name, composed Unicode, of bounded length, never empty.
 */
export function safeName(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^\s+/, '')
    .replace(/^\.+/, '_')
  const name = shorten(plain, longestName).replace(/[. ]+$/, '')
  const stem = name.split('.')[0].trimEnd()
  if (reservedStem.test(stem)) return `${stem}_${name.slice(stem.length)}`
  return name === '' ? '_' : name
}

/**
 * File name of an exported picture: the id, its folders joined by `_`, with the picture's own ending.
 * `../../etc/passwd` becomes `etc_passwd.png`: no id leaves its class folder.
 */
export function pictureName(id: string, extension: string): string {
  const parts = id.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..')
  const stem = parts.join('_').replace(pictureEnding, '')
  return `${safeName(stem)}${safeExtension(extension)}`
}

/** `PNG`, `.png` → `.png`; anything that is not an ending gives none. */
function safeExtension(extension: string): string {
  const bare = extension.replace(/^\./, '').toLowerCase()
  return /^[a-z0-9]{1,8}$/.test(bare) ? `.${bare}` : ''
}

/**
 * Gives out each name once. Names that differ only in case or in the composition of letters are the same file on
 * Windows and macOS, so they count as taken. Keeps some tens of bytes per name.
 */
export class UniqueNames {
  /** Folded names that are taken, with the number to try next. */
  readonly #taken = new Map<string, number>()

  constructor(reserved: readonly string[] = []) {
    for (const name of reserved) this.#taken.set(fold(name), 2)
  }

  /** The name itself when it is free, else with `_2`, `_3`, … before its ending. */
  take(name: string): string {
    const ending = name.match(/\.[a-z0-9]{1,8}$/)?.[0] ?? ''
    const stem = name.slice(0, name.length - ending.length)
    const key = fold(name)
    let next = this.#taken.get(key)
    let candidate = name
    if (next !== undefined) {
      do candidate = `${stem}_${next++}${ending}`
      while (this.#taken.has(fold(candidate)))
      this.#taken.set(key, next)
    }
    this.#taken.set(fold(candidate), 2)
    return candidate
  }
}

function fold(name: string): string {
  return name.normalize('NFKD').toUpperCase().toLowerCase()
}

/** Cuts to a number of UTF-8 bytes, between characters. */
function shorten(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let used = 0
  for (const character of text) {
    used += Buffer.byteLength(character)
    if (used > bytes) break
    kept += character
  }
  return kept
}
