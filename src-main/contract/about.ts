import { z } from 'zod'

/** What somebody is asked for who reports a problem. */
export const aboutSchema = z.object({
  /** Of Fewlabel. */
  version: z.string(),
  shell: z.enum(['browser', 'electron']),
  /** `linux x64`, … */
  system: z.string(),
  /** Of what it stands on, in the order to show them: Electron, Chromium, Node, SQLite, … */
  parts: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Version of the project files that are written. */
  projectFormat: z.int(),
  /** Settings and the list of recent projects. */
  configFolder: z.string(),
  /** Where new projects are proposed to be kept. */
  projectsFolder: z.string(),
  /** Null where messages go to the terminal. */
  logFolder: z.string().nullable(),
})
export type About = z.infer<typeof aboutSchema>
