import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { OpenProject } from '../../app/open-project.ts'
import type { Workbench } from '../../app/workbench.ts'
import { FewlabelError } from '../../contract/errors.ts'
import { projectExtension } from '../../contract/project.ts'
import type { CliIo } from './cli-io.ts'
import type { Report } from './report.ts'

/** What a command works with. */
export interface Session {
  io: CliIo
  report: Report
  /** @param holder named to whoever finds the project in use */
  createWorkbench(holder: string): Workbench
}

export interface OpenedProject {
  project: OpenProject
  workbench: Workbench
}

export interface WithProjectOptions {
  /** The command, for the name under which the project is held. */
  command: string
  file: string
  /** `never`: it must be there. `missing`: made if need be. `always`: it must not be there. */
  create: 'never' | 'missing' | 'always'
}

/**
 * Opens a project (or makes it), works with it, and closes everything, whatever happens. A project that was made here
 * and got no sample is taken away again when the work fails: nothing half done stays.
 */
export async function withProject<Result>(
  session: Session,
  { command, file, create }: WithProjectOptions,
  work: (opened: OpenedProject) => Promise<Result>,
): Promise<Result> {
  const path = projectFile(file)
  const makes = create === 'always' || (create === 'missing' && !existsSync(path))
  const workbench = session.createWorkbench(`fewlabel ${command}`)
  let unused: string | null = null
  try {
    await (makes ? workbench.createProject(path) : workbench.openProject(path))
    const project = workbench.project()
    try {
      // Pressed while the project was being opened: nobody has heard it yet.
      if (session.io.signal.aborted) throw new FewlabelError('cancelled', 'Stopped before anything was done.')
      return await work({ project, workbench })
    } catch (error) {
      const summary = project.summary()
      if (makes && summary.samples === 0) unused = summary.path
      throw error
    }
  } finally {
    await workbench.close()
    if (unused !== null) {
      workbench.forgetProject(unused)
      await rm(unused, { force: true })
    }
  }
}

/** `pets` stands for `pets.fewlabel`, unless there is a file of just that name. */
export function projectFile(file: string): string {
  const path = resolve(file)
  return extname(path) === projectExtension || existsSync(path) ? path : path + projectExtension
}
