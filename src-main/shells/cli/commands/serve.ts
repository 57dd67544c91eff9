import type { CommandOptions } from '../command-options.ts'
import { projectFile, type Session } from '../session.ts'

/** `fewlabel serve`: the window, for a browser, until the person stops it. */
export async function serveCommand(
  session: Session,
  { file, port, open }: CommandOptions['serve'],
): Promise<void> {
  // The other commands start faster without the server.
  const { serve } = await import('../../browser/serve.ts')
  await serve({
    project: file === undefined ? undefined : projectFile(file),
    port,
    openBrowser: open,
    say: (line) => session.report.note(line),
    onServing: (address) => session.report.result(address, []),
  })
}
