import { fileURLToPath } from 'node:url'
import open from 'open'
import { FewlabelError } from '../../contract/errors.ts'
import { type BrowserShell, startBrowserShell } from './browser-shell.ts'
import { createNodeWorkbench } from './node-workbench.ts'

export interface ServeOptions {
  /** Project to open; without one the window shows the start screen. */
  project?: string
  port: number
  openBrowser: boolean
  /** Lines for the terminal. */
  say: (line: string) => void
  /** Told once the window can be opened, for scripts. */
  onServing?: (address: { url: string; port: number }) => void
}

// The built window lies beside the bundle; from sources the last build serves.
const rendererRoot = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../build/renderer' : './renderer', import.meta.url),
)

/** Serves the window until the process is told to stop (Ctrl-C), then closes the project and resolves. */
export async function serve({ project, port, openBrowser, say, onServing }: ServeOptions): Promise<void> {
  const workbench = createNodeWorkbench('Fewlabel window')
  let shell: BrowserShell | null = null
  try {
    if (project) await workbench.openProject(project)
    shell = await startBrowserShell(workbench, {
      port,
      rendererRoot,
      onNewAddress: (url) => say(`The link was opened a second time. The new one is ${url}`),
      onUnexpected: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    }).catch((error: NodeJS.ErrnoException) => {
      throw new FewlabelError('io-failed', `Port ${port} cannot be used (${error.code}).`, {
        remedy: 'Choose another with --port, or leave it out.',
      })
    })
    workbench.warmUp()
    onServing?.({ url: shell.url, port: shell.port })
    say(`Fewlabel is at ${shell.url}`)
    say('The link works once and in one browser. Press Ctrl-C here to stop.')
    // On Linux a display tells whether there is a browser to open.
    const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
    // The browser gets the link as an argument, which other users of the machine may see; it is spent as soon as the
    // browser opens it, and if somebody else was faster, both are told (see access-guard.ts).
    if (openBrowser && hasDisplay)
      await open(shell.url).catch(() => say('No browser could be opened; open the link yourself.'))
    await untilToldToStop()
    say('Closing the project…')
  } finally {
    await shell?.close()
    await workbench.close()
  }
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
