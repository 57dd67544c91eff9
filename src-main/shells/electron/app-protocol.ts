import { protocol } from 'electron'
import type { Handler } from '../../web/handler.ts'
import { securityHeaders } from '../../web/security-headers.ts'
import { bridgeCancel } from './cancel-bridge.ts'
import { appScheme, isAppUrl } from './url-policy.ts'

/** Makes `app:` a scheme like `https:`: an origin of its own, fetch, streams, cached compiled code. Before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Serves `app://fewlabel/` with the program's handler. After `ready`. */
export function serveApp(handle: Handler): void {
  const bridged = bridgeCancel(handle)
  protocol.handle(appScheme, (request) =>
    isAppUrl(request.url) ? bridged(request) : new Response(null, { status: 404, headers: securityHeaders }),
  )
}
