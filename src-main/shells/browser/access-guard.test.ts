import { describe, expect, it } from 'vitest'
import { createAccessGuard } from './access-guard.ts'

const inner = async () => new Response('inside')
const request = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://127.0.0.1:5000${path}`, { headers: { host: '127.0.0.1:5000', ...headers } })

async function enter() {
  const guard = createAccessGuard(inner, 5000)
  const response = await guard.handle(request(guard.entryPath))
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]
  return { guard, response, cookie }
}

describe('access guard', () => {
  it('exchanges the token once for a strict cookie', async () => {
    const { guard, response, cookie } = await enter()
    expect(response.status).toBe(303)
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await guard.handle(request(guard.entryPath))).status).toBe(403)
    expect(await (await guard.handle(request('/', { cookie }))).text()).toBe('inside')
    expect((await guard.handle(request(guard.entryPath, { cookie }))).status).toBe(303)
  })

  it.each([
    ['no cookie', {}],
    ['a wrong cookie', { cookie: 'fewlabel-session=guess' }],
  ])('refuses %s', async (_, headers) => {
    const { guard } = await enter()
    expect((await guard.handle(request('/rpc/projects.recent', headers))).status).toBe(403)
  })

  it.each([
    ['a rebound host name', { host: 'evil.example:5000' }, 421],
    ['another port', { host: '127.0.0.1:5001' }, 421],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['an origin that merely starts alike', { origin: 'http://localhost:5000.evil.example' }, 403],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('refuses %s although the cookie is right', async (_, headers, status) => {
    const { guard, cookie } = await enter()
    const response = await guard.handle(request('/', { cookie, ...headers }))
    expect(response.status).toBe(status)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
