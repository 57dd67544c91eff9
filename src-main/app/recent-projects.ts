import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { ProjectSummary, RecentProject } from '../contract/project.ts'

const fileSchema = z.object({
  projects: z.array(
    z.object({
      path: z.string(),
      name: z.string(),
      openedAt: z.string(),
      samples: z.number().nullable(),
      labels: z.number().nullable(),
    }),
  ),
})

const keep = 20

/** The list on the start screen: a small JSON file in the user's configuration folder. */
export class RecentProjects {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  list(): RecentProject[] {
    return this.#read().map((entry) => ({ ...entry, exists: existsSync(entry.path) }))
  }

  /** Puts a project at the top, with the counts it has now. */
  remember(summary: ProjectSummary): void {
    const path = resolve(summary.path)
    const entry = {
      path,
      name: summary.name,
      openedAt: new Date().toISOString(),
      samples: summary.samples,
      labels: summary.labels,
    }
    this.#write([entry, ...this.#read().filter((other) => other.path !== path)].slice(0, keep))
  }

  forget(path: string): void {
    this.#write(this.#read().filter((entry) => entry.path !== resolve(path)))
  }

  #read() {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8'))).projects
    } catch {
      // No list yet, or one that a person edited by hand: a convenience is not worth an error.
      return []
    }
  }

  #write(projects: z.infer<typeof fileSchema>['projects']): void {
    try {
      // Names of projects can tell much: other users of the machine see neither folder nor file.
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      const temporary = `${this.#file}.${process.pid}.tmp`
      writeFileSync(temporary, `${JSON.stringify({ projects }, null, 2)}\n`, { mode: 0o600 })
      renameSync(temporary, this.#file)
    } catch {
      // A read-only home folder must not keep anyone from opening a project.
    }
  }
}
