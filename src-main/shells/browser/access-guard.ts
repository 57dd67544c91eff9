import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Handler } from '../../web/handler.ts'
import { securityHeaders } from '../../web/security-headers.ts'

/**
 * Seconds for which a browser keeps the cookie. Every start of the program has another port and with it another cookie:
 * kept for ever, they would one day be more than a request may carry.
 */
const cookieAge = 30 * 24 * 3600

export interface AccessGuard {
  /** To be opened once: sets the session cookie and leads to the window. */
  readonly entryPath: string
  handle: Handler
}

export interface AccessGuardOptions {
  /** Of the listening server; only 127.0.0.1 and localhost at that port are answered. */
  port: number
  /** Told that the entry was opened a second time, all sessions were ended, and this is the new one. */
  onNewEntry: (entryPath: string) => void
}

/**
 * Lets only the person who started the program in. Other web pages can send requests to a loopback port (and, by DNS
 * rebinding, under a name of their own), and other users of the machine can connect to it, so each request must name
 * exactly our host, come from our origin if it says where it comes from, and carry the cookie that the one-time token
 * was exchanged for.
 */
export function createAccessGuard(inner: Handler, { port, onNewEntry }: AccessGuardOptions): AccessGuard {
  // Browsers leave out the port that `http:` has anyway.
  const hosts = new Set(['127.0.0.1', 'localhost'].map((name) => (port === 80 ? name : `${name}:${port}`)))
  // Cookies do not know ports: two programs running side by side would overwrite each other's. The prefix `__Host-`
  // cannot be had, as it takes an https address.
  const cookieName = `fewlabel-session-${port}`
  let token = newSecret()
  /** The token that the session was given for. */
  let spent: string | null = null
  let session: string | null = null

  async function handle(request: Request): Promise<Response> {
    // Exactly: no other case, no dot at the end, no other spelling of the address. Browsers write it like this.
    const host = request.headers.get('host') ?? ''
    if (!hosts.has(host)) return refuse(421, 'This server answers only under its own address.')
    const origin = request.headers.get('origin')
    if (origin !== null && origin !== `http://${host}`) {
      return refuse(403, 'Requests from other pages are refused.')
    }
    const url = new URL(request.url)
    const entering = url.pathname === '/enter'
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    // Every browser says with a POST where it comes from.
    if (!isRead && (origin === null || entering)) return refuse(403, 'Only the window may change anything.')
    const fetchSite = request.headers.get('sec-fetch-site')
    if (fetchSite !== null && fetchSite !== 'same-origin' && !(fetchSite === 'none' && isRead)) {
      return refuse(403, 'Requests from other sites are refused.')
    }
    // A HEAD, as some programs send before they open a link, must not spend the token.
    if (entering && request.method === 'GET') return enter(request, url.searchParams.get('token') ?? '')
    if (!hasSession(request)) return refuse(403, 'Open the link that Fewlabel printed when it started.')
    return inner(request)
  }

  function enter(request: Request, given: string): Response {
    // Whoever is in already and opens the link again is simply led to the window.
    if (hasSession(request)) return redirectHome()
    if (equal(given, token)) {
      spent = token
      // Never opened again by chance: from here on only `spent` is compared with what is given.
      token = newSecret()
      session = newSecret()
      return redirectHome(`${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieAge}`)
    }
    if (spent === null || !equal(given, spent)) {
      return refuse(403, 'This link is wrong. Open the one that Fewlabel printed last.')
    }
    // Either somebody read the link over a shoulder and was faster, or a second browser is meant. In both cases the
    // terminal, which only the right person sees, has the answer.
    spent = null
    session = null
    onNewEntry(entryPath())
    return refuse(
      403,
      'This link was opened before, in another browser or by somebody else. For safety every window was logged out; ' +
        'the terminal in which Fewlabel runs shows a new link.',
    )
  }

  function hasSession(request: Request): boolean {
    if (session === null) return false
    const wanted = session
    const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/)
    return cookies.some(
      (cookie) => cookie.startsWith(`${cookieName}=`) && equal(cookie.slice(cookieName.length + 1), wanted),
    )
  }

  const entryPath = () => `/enter?token=${token}`

  return {
    get entryPath() {
      return entryPath()
    },
    handle,
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Takes as long whatever they have in common. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function redirectHome(cookie?: string): Response {
  // Not kept, so that the token is in no cache; the redirect keeps it out of the history.
  const headers = new Headers({ location: '/', 'cache-control': 'no-store', ...securityHeaders })
  if (cookie) headers.set('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...securityHeaders,
    },
  })
}
