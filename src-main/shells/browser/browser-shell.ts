import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Workbench } from '../../app/workbench.ts'
import { createHandler, type Handler, type HandlerOptions } from '../../web/handler.ts'
import { createAccessGuard } from './access-guard.ts'

export interface BrowserShellOptions extends HandlerOptions {
  /** 0 takes any free port. */
  port: number
}

export interface BrowserShell {
  /** Address with the one-time token. */
  url: string
  port: number
  close(): Promise<void>
}

/** Serves the window on the loopback interface, to the one who holds the address with its token. */
export async function startBrowserShell(
  workbench: Workbench,
  options: BrowserShellOptions,
): Promise<BrowserShell> {
  const inner = createHandler(workbench, options)
  // The guard needs the port, which is known only once the server listens.
  let handle: Handler = async () => new Response(null, { status: 503 })
  const server = createAdaptorServer({ fetch: (request: Request) => handle(request) })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const guard = createAccessGuard(inner, port)
  handle = guard.handle
  return {
    url: `http://127.0.0.1:${port}${guard.entryPath}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Event streams stay open for as long as a window does; they must not keep the program alive.
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
