import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import { app } from './app.ts'
import { refusing } from './refusal.ts'
import { fromWebUrl, toWebUrl } from './sides.ts'

type Handle = (request: Request) => Response | Promise<Response>

const privileged = new Map<string, NonNullable<CustomScheme['privileges']>>()
const handlers = new Map<string, Handle>()

/** Asked of every request; false cancels it. Set by the session. */
export const requestGate: { mayPass: (url: string, method: string) => Promise<boolean> } = {
  mayPass: async () => true,
}

export const protocol = refusing('Protocol', {
  registerSchemesAsPrivileged(schemes) {
    app._onlyBeforeReady('registerSchemesAsPrivileged')
    for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges ?? {})
  },
  handle(scheme, handler) {
    if (!app.isReady()) throw new Error('protocol.handle can only be called after app is ready')
    // Without these the window has no origin, no fetch and no streams; on http, where it is here, it would have them.
    const { standard, secure, supportFetchAPI, stream } = privileged.get(scheme) ?? {}
    if (!standard || !secure || !supportFetchAPI || !stream)
      throw new Error(
        `The stand-in serves "${scheme}" only as a standard, secure scheme with fetch and streams.`,
      )
    handlers.set(scheme, handler as Handle)
  },
  unhandle(scheme) {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>)

/** Serves the schemes that are handled on a loopback port, where Chromium finds them. */
export async function serveSchemes(): Promise<number> {
  const server: Server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      // What Electron's window sees of a handler that fails: an error of the network.
      console.error('protocol.handle:', error)
      outgoing.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return (server.address() as AddressInfo).port
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = fromWebUrl(`http://${incoming.headers.host}${incoming.url}`)
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = handlers.get(scheme)
  const method = incoming.method ?? 'GET'
  if (!(await requestGate.mayPass(url, method)) || !handler) {
    outgoing.destroy()
    return
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (['host', 'connection'].includes(name) || value === undefined) continue
    headers.set(name, fromWebUrl(Array.isArray(value) ? value.join(', ') : value))
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  // No signal is passed: Electron never aborts it, whatever becomes of the window.
  const request = new Request(url, {
    method,
    headers,
    ...(hasBody
      ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>, duplex: 'half' }
      : {}),
  } as RequestInit)
  const response = await handler(request)
  const answered = [...response.headers].map(([name, value]): [string, string] => [
    name,
    name === 'location' ? toWebUrl(value) : value,
  ])
  outgoing.writeHead(response.status, answered)
  outgoing.flushHeaders()
  if (!response.body) {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  // What Electron does when a window leaves: the body is cancelled, and nothing else tells the program.
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) reader.cancel().catch(() => {})
  })
  while (!outgoing.destroyed) {
    const { done, value } = await reader.read()
    if (done) break
    if (!outgoing.write(value))
      await new Promise<void>((resolve) => {
        outgoing.once('drain', resolve)
        outgoing.once('close', resolve)
      })
  }
  outgoing.end()
}
