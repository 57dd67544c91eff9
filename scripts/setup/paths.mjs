import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** What set-up has done so far is remembered here; safe to delete. */
export const setupFolder = join(root, '.setup')
export const buildFolder = join(root, 'build')

/** Messages of the set-up go to stderr, so that `--json` output on stdout stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Node 24 from the dev dependency `node`; the running one where that is new enough and the package is not there. */
export function projectNode() {
  const binary = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath
  throw new Error(
    `Node 22.12 or newer is needed to run Fewlabel, and ${binary} is missing. Delete node_modules and try again.`,
  )
}
