import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectExtension } from '../../contract/project-extension.ts'

/**
 * The projects named on the command line, absolute, each once. Takes the arguments that end in `.fewlabel`, as paths
 * or, as Linux desktops pass them, as `file:` addresses; switches (Chromium's own among them) are passed over.
 *
 * @param argv as the process got it, the program itself first
 * @param cwd folder that relative paths are meant from
 */
export function projectArguments(argv: readonly string[], cwd: string): string[] {
  const candidates = argv.slice(1).filter((arg) => {
    return !arg.startsWith('-') && arg.toLowerCase().endsWith(projectExtension)
  })
  return [...new Set(candidates.flatMap((candidate) => pathOf(candidate, cwd) ?? []))]
}

function pathOf(candidate: string, cwd: string): string | null {
  if (!candidate.startsWith('file:')) return resolve(cwd, candidate)
  try {
    return fileURLToPath(candidate)
  } catch {
    // Not an address of a file on this machine.
    return null
  }
}
