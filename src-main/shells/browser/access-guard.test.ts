import { describe, expect, it, vi } from 'vitest'
import { createAccessGuard } from './access-guard.ts'

const inner = async () => new Response('inside')
const request = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`http://127.0.0.1:5000${path}`, { method, headers: { host: '127.0.0.1:5000', ...headers } })

async function enter(port = 5000) {
  const onNewEntry = vi.fn()
  const guard = createAccessGuard(inner, { port, onNewEntry })
  const first = guard.entryPath
  const host = port === 80 ? '127.0.0.1' : `127.0.0.1:${port}`
  const response = await guard.handle(request(first, { host }))
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]
  return { guard, first, response, cookie, onNewEntry }
}

describe('access guard', () => {
  it('exchanges the token once for a strict cookie', async () => {
    const { guard, first, response, cookie } = await enter()
    expect(response.status).toBe(303)
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/)
    expect(await (await guard.handle(request('/', { cookie }))).text()).toBe('inside')
    // Whoever is in already is led to the window.
    expect((await guard.handle(request(first, { cookie }))).status).toBe(303)
  })

  it('keeps the token out of caches, histories and addresses of origin', async () => {
    const { response } = await enter()
    expect(response.headers.get('location')).toBe('/')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('logs everybody out and gives a new link when the link is opened a second time', async () => {
    const { guard, first, cookie, onNewEntry } = await enter()
    const second = await guard.handle(request(first))
    expect(second.status).toBe(403)
    expect(await second.text()).toContain('new link')
    expect((await guard.handle(request('/', { cookie }))).status).toBe(403)
    expect(onNewEntry).toHaveBeenCalledExactlyOnceWith(guard.entryPath)
    expect(guard.entryPath).not.toBe(first)
    // The link of old is worth nothing any more, not even to log out those who used the new one.
    const again = await guard.handle(request(guard.entryPath))
    const newCookie = (again.headers.get('set-cookie') ?? '').split(';')[0]
    expect((await guard.handle(request(first))).status).toBe(403)
    expect((await guard.handle(request('/', { cookie: newCookie }))).status).toBe(200)
    expect(onNewEntry).toHaveBeenCalledOnce()
  })

  it('does not spend the token on a HEAD, nor log anybody out for a wrong one', async () => {
    const { guard, cookie } = await enter()
    expect((await guard.handle(request('/enter?token=guess'))).status).toBe(403)
    expect((await guard.handle(request('/enter'))).status).toBe(403)
    expect((await guard.handle(request('/', { cookie }))).status).toBe(200)
    const fresh = createAccessGuard(inner, { port: 5000, onNewEntry: () => {} })
    expect((await fresh.handle(request(fresh.entryPath, {}, 'HEAD'))).status).toBe(403)
    expect((await fresh.handle(request(fresh.entryPath))).status).toBe(303)
  })

  it('names its cookie after the port, so that two programs do not log each other out', async () => {
    const [one, other] = [await enter(5000), await enter(5001)]
    expect(one.cookie.split('=')[0]).not.toBe(other.cookie.split('=')[0])
    const both = `${other.cookie}; ${one.cookie}`
    expect((await one.guard.handle(request('/', { cookie: both }))).status).toBe(200)
  })

  it('answers on port 80, where browsers leave the port out', async () => {
    const { guard, cookie } = await enter(80)
    const own = { cookie, host: '127.0.0.1', origin: 'http://127.0.0.1' }
    expect((await guard.handle(request('/', own))).status).toBe(200)
  })

  it.each([
    ['no cookie', {}],
    ['a wrong cookie', { cookie: 'fewlabel-session-5000=guess' }],
    ['an empty cookie', { cookie: 'fewlabel-session-5000=' }],
  ])('refuses %s', async (_, headers) => {
    const { guard } = await enter()
    expect((await guard.handle(request('/rpc/projects.recent', headers))).status).toBe(403)
  })

  it.each([
    ['a rebound host name', { host: 'evil.example:5000' }, 421],
    ['a host name that merely begins alike', { host: '127.0.0.1.evil.example:5000' }, 421],
    ['a host name with a dot at its end', { host: 'localhost.:5000' }, 421],
    ['a host name in another case', { host: 'LOCALHOST:5000' }, 421],
    ['the address of the other protocol', { host: '[::1]:5000' }, 421],
    ['another spelling of the address', { host: '127.1:5000' }, 421],
    ['a name that stands for every address', { host: '0.0.0.0:5000' }, 421],
    ['a host with a user', { host: 'evil@127.0.0.1:5000' }, 421],
    ['another port', { host: '127.0.0.1:5001' }, 421],
    ['no port', { host: '127.0.0.1' }, 421],
    ['an empty host', { host: '' }, 421],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['an origin that merely starts alike', { origin: 'http://localhost:5000.evil.example' }, 403],
    ['an origin that hides itself', { origin: 'null' }, 403],
    ['an origin on another port', { origin: 'http://127.0.0.1:5001' }, 403],
    ['an origin of another scheme', { origin: 'https://127.0.0.1:5000' }, 403],
    ['our other name as origin', { origin: 'http://localhost:5000' }, 403],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a fetch from another port', { 'sec-fetch-site': 'same-site' }, 403],
  ])('refuses %s although the cookie is right', async (_, headers, status) => {
    const { guard, cookie } = await enter()
    const response = await guard.handle(request('/', { cookie, ...headers }))
    expect(response.status).toBe(status)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each([
    ['without an origin', {}, 403],
    ['typed into the address bar', { origin: 'http://127.0.0.1:5000', 'sec-fetch-site': 'none' }, 403],
    ['from the window', { origin: 'http://127.0.0.1:5000', 'sec-fetch-site': 'same-origin' }, 200],
  ])('takes a change %s as it should', async (_, headers, status) => {
    const { guard, cookie } = await enter()
    const response = await guard.handle(request('/rpc/labeling.undo', { cookie, ...headers }, 'POST'))
    expect(response.status).toBe(status)
  })
})
