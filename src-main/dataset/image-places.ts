import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, posix, relative, sep } from 'node:path'

/** Where a named image is, or why it is not taken. */
export type ImagePlace = { path: string } | { reason: string }

export const webReason = 'it is a web address, and Fewlabel opens no network; download the image first'

/**
 * Finds the images that a file names in the tree that belongs to it, and nowhere else: a file that came from somewhere
 * must not bring other files of this computer along.
 */
export class ImagePlaces {
  readonly #root: string
  readonly #folders: string[]
  readonly #stripped: boolean
  #trueRoot: string | null = null

  /**
   * @param folders folders below the root that images are looked for in; the root itself is always one
   * @param options.stripped the beginnings of names are folders of another computer, and may be left out
   */
  constructor(root: string, folders: readonly string[] = [], options: { stripped?: boolean } = {}) {
    this.#root = root
    this.#folders = ['', ...folders]
    this.#stripped = options.stripped ?? false
  }

  async find(name: string): Promise<ImagePlace> {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return { reason: webReason }
    const plain = posix.normalize(name.replaceAll('\\', '/'))
    if (name === '' || name.includes('\0') || plain.length > 4096)
      return { reason: 'it has no name of a file' }
    const parts = plain.split('/').filter((part) => part !== '' && part !== '.')
    if (parts.includes('..')) return { reason: outside }
    const mostStripped = this.#stripped ? parts.length : 1
    for (let strip = 0; strip < mostStripped; strip++) {
      const place = await this.#look(parts.slice(strip).join('/'))
      if (place !== null) return place
    }
    return { reason: 'there is no such image file' }
  }

  /** Looks where the last one was found first: images of a set lie together. */
  async #look(name: string): Promise<ImagePlace | null> {
    for (const [index, folder] of this.#folders.entries()) {
      const path = join(this.#root, folder, name)
      const info = await stat(path).catch(() => null)
      if (info === null || info.isDirectory()) continue
      if (!info.isFile()) return { reason: 'it is no file but a pipe, a socket or a device' }
      this.#trueRoot ??= await realpath(this.#root)
      const target = await realpath(path).catch(() => null)
      if (target === null || leadsOut(this.#trueRoot, target)) return { reason: outside }
      if (index > 0) this.#folders.unshift(...this.#folders.splice(index, 1))
      return { path }
    }
    return null
  }
}

const outside = 'it leads out of the folder'

function leadsOut(folder: string, target: string): boolean {
  const way = relative(folder, target)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

/** The bytes of an image that is written as text; null for what is none. */
export function dataUri(text: string): Uint8Array | null {
  const match = /^data:image\/[a-z+.-]+;base64,/i.exec(text)
  return match === null ? null : new Uint8Array(Buffer.from(text.slice(match[0].length), 'base64'))
}
