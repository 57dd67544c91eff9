import { z } from 'zod'

/** Where the licences of everything that is shipped are read, in builds for others. */
export const noticesPath = '/third-party-notices.txt'

/** What somebody is asked for who reports a problem. */
export const aboutSchema = z.object({
  /** Of Fewlabel. */
  version: z.string(),
  shell: z.enum(['browser', 'electron']),
  /** `Linux 6.8.0, x64`, … */
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
  /** Whether the licences of all parts are served, at {@link noticesPath}. */
  notices: z.boolean(),
})
export type About = z.infer<typeof aboutSchema>
