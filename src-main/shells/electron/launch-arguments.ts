import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectExtension, workExtension } from '../../contract/project-extension.ts'

/**
 * The projects named on the command line, absolute, each once. Takes the arguments that end in `.fewlabel` or `.fewlabel-work`, as paths
 * or, as Linux desktops pass them, as `file:` addresses; switches (Chromium's own among them) are passed over.
 *
 * @param argv as the process got it, the program itself first
 * @param cwd folder that relative paths are meant from
 */
export function projectArguments(argv: readonly string[], cwd: string): string[] {
  const candidates = argv.slice(1).filter(isProject)
  return [...new Set(candidates.flatMap((candidate) => pathOf(candidate, cwd) ?? []))]
}

/** The arguments of a start like that of `argv`, with other projects. */
export function argumentsWith(projects: readonly string[], argv: readonly string[]): string[] {
  return [...argv.slice(1).filter((arg) => !isProject(arg)), ...projects]
}

function isProject(arg: string): boolean {
  const name = arg.toLowerCase()
  return !arg.startsWith('-') && (name.endsWith(projectExtension) || name.endsWith(workExtension))
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
