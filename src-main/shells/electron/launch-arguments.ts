import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectExtension } from '../../contract/project.ts'

/**
 * The project named on the command line, absolute, or null. Takes the last argument that ends in `.fewlabel`, as a
 * path or, as Linux desktops pass it, as a `file:` address; switches (Chromium's own among them) are passed over.
 *
 * @param argv as the process got it, the program itself first
 * @param cwd folder that relative paths are meant from
 */
export function projectArgument(argv: readonly string[], cwd: string): string | null {
  const candidate = argv.slice(1).findLast((arg) => {
    return !arg.startsWith('-') && arg.toLowerCase().endsWith(projectExtension)
  })
  if (candidate === undefined) return null
  if (!candidate.startsWith('file:')) return resolve(cwd, candidate)
  try {
    return fileURLToPath(candidate)
  } catch {
    // Not an address of a file on this machine.
    return null
  }
}
