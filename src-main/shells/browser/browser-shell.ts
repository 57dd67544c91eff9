import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, Server } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Workbench } from '../../app/workbench.ts'
import { createHandler, type Handler, type HandlerOptions } from '../../web/handler.ts'
import { securityHeaders } from '../../web/security-headers.ts'
import { createAccessGuard } from './access-guard.ts'

export interface BrowserShellOptions extends HandlerOptions {
  /** 0 takes any free port. */
  port: number
  /** Told the address with a new token when the first one was opened twice; see access-guard.ts. */
  onNewAddress?: (url: string) => void
  /** Milliseconds that somebody who connected may take to ask for something. */
  patience?: number
}

/**
 * Whoever can connect can also connect and say nothing. On one machine a request arrives at once, so that what takes
 * longer is ended, and nobody needs more connections than a few windows do. But the clock runs on while this process
 * is busy, as with the check of a large project that is opened: what came meanwhile and is not read yet must not be late.
 */
const usualPatience = 30_000
const limits = {
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
}
const mostConnections = 200

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
  const server = createAdaptorServer({
    fetch: (request: Request) => handle(request),
    serverOptions: { ...limits, headersTimeout: options.patience ?? usualPatience },
    // Requests and responses are the platform's own, for whatever else runs in this process.
    overrideGlobalObjects: false,
  })
  // Before anything else answers: requests that the adapter itself refuses have the headers, too.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  })
  if (server instanceof Server) server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const address = (entryPath: string) => `http://127.0.0.1:${port}${entryPath}`
  const guard = createAccessGuard(inner, {
    port,
    onNewEntry: (entryPath) => options.onNewAddress?.(address(entryPath)),
  })
  handle = guard.handle
  return {
    url: address(guard.entryPath),
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Event streams stay open for as long as a window does; they must not keep the program alive.
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
