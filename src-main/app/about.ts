import { release, type } from 'node:os'
import type { About } from '../contract/about.ts'
import { storageFacts } from '../project/storage-facts.ts'

/** What only the shell knows. */
export type AboutShell = Omit<About, 'system' | 'projectFormat'>

/** What somebody is asked for who reports a problem: versions and folders, nothing of a project or a person's work. */
export function describeProgram(shell: AboutShell): About {
  const { sqlite, projectFormat } = storageFacts()
  return {
    ...shell,
    system: `${type()} ${release()}, ${process.arch}`,
    parts: [...shell.parts, { name: 'SQLite', version: sqlite }],
    projectFormat,
  }
}
