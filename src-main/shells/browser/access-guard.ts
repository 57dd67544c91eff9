import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Handler } from '../../web/handler.ts'
import { securityHeaders } from '../../web/security-headers.ts'

const cookieName = 'fewlabel-session'

export interface AccessGuard {
  /** To be opened once: sets the session cookie and leads to the window. */
  entryPath: string
  handle: Handler
}

/**
 * Lets only the person who started the program in. Other web pages can send requests to a loopback port (and, by DNS
 * rebinding, under a name of their own), and other users of the machine can connect to it, so each request must name
 * exactly our host, come from our origin if it says where it comes from, and carry the cookie that the one-time token
 * was exchanged for.
 *
 * @param port of the listening server; the guard accepts 127.0.0.1 and localhost at that port only
 */
export function createAccessGuard(inner: Handler, port: number): AccessGuard {
  let token: string | null = randomBytes(24).toString('base64url')
  const entryPath = `/enter?token=${token}`
  const session = randomBytes(32).toString('base64url')
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (!hosts.has(request.headers.get('host') ?? ''))
      return refuse(421, 'This server answers only under its own address.')
    const origin = request.headers.get('origin')
    if (origin !== null && ![...hosts].some((host) => origin === `http://${host}`)) {
      return refuse(403, 'Requests from other pages are refused.')
    }
    const fetchSite = request.headers.get('sec-fetch-site')
    if (fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none') {
      return refuse(403, 'Requests from other sites are refused.')
    }
    if (url.pathname === '/enter') {
      if (token === null || !equal(url.searchParams.get('token') ?? '', token)) {
        // Whoever is in already and opens the link again is simply led to the window.
        if (hasSession(request)) return redirectHome()
        return refuse(403, 'This link was used already or is wrong. Start Fewlabel again for a new one.')
      }
      token = null
      return redirectHome(`${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`)
    }
    if (!hasSession(request)) return refuse(403, 'Open the link that Fewlabel printed when it started.')
    return inner(request)
  }

  function hasSession(request: Request): boolean {
    const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/)
    return cookies.some(
      (cookie) => cookie.startsWith(`${cookieName}=`) && equal(cookie.slice(cookieName.length + 1), session),
    )
  }

  return { entryPath, handle }
}

function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function redirectHome(cookie?: string): Response {
  const headers = new Headers({ location: '/', ...securityHeaders })
  if (cookie) headers.set('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders },
  })
}
