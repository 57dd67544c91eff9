// Says how large the built window is, and fails when what it must read before it can draw outgrows its budget.
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes, gzipped: code and styles together. */
const budget = 600_000

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`

/** Prints one line for the window in a folder; throws when it is over the budget. */
export function reportWindowSize(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const gzipped = (...extensions) =>
    files
      .filter(({ name }) => extensions.includes(extname(name)))
      .reduce((sum, { parentPath, name }) => sum + gzipSync(readFileSync(join(parentPath, name))).length, 0)
  const [code, styles] = [gzipped('.js'), gzipped('.css')]
  // Fonts are compressed already; of their alphabets only those that are on screen are read.
  const fonts = files
    .filter(({ name }) => extname(name) === '.woff2')
    .reduce((sum, { parentPath, name }) => sum + readFileSync(join(parentPath, name)).length, 0)
  console.error(
    `The window: ${kilobytes(code)} of code and ${kilobytes(styles)} of styles (gzipped, at most ${kilobytes(budget)} together), ${kilobytes(fonts)} of fonts.`,
  )
  if (code + styles > budget) throw new Error('The window is larger than its budget.')
}
