import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFolder, projectNode, root, say } from './paths.mjs'

const stamp = join(buildFolder, '.built-from')
const sources = [
  'src-main',
  'src-renderer',
  'vite.config.ts',
  'scripts/build.mjs',
  'scripts/dist',
  'package-lock.json',
]

function* filesBelow(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) yield path
  else for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name))
}

/** Hash of everything the build is made from. Times would lie after a checkout. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesBelow(join(root, source)))
      hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * Builds window and host when a source changed since the last build.
 * @returns {boolean} whether it was built now
 */
export function ensureBuilt() {
  const wanted = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  say('Building the program…')
  const result = spawnSync(projectNode(), [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (result.status !== 0) throw new Error('The build failed; its messages are above.')
  writeFileSync(stamp, wanted)
  return true
}
