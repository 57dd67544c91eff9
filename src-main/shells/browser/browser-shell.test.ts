import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scriptedEngine, temporaryWorkbench } from '../../app/testing/sorted-project.ts'
import { securityHeaders } from '../../web/security-headers.ts'
import { type BrowserShell, startBrowserShell } from './browser-shell.ts'

/*
 * The server as others meet it: bytes on a socket, which need not be what a browser would ever send.
 */

let shell: BrowserShell
let cookie: string
const opened = temporaryWorkbench(scriptedEngine([]))
const rendererRoot = join(opened.folder, 'renderer')

beforeAll(async () => {
  mkdirSync(rendererRoot)
  writeFileSync(join(rendererRoot, 'index.html'), '<!doctype html><p>The window</p>')
  shell = await startBrowserShell(opened.workbench, { port: 0, rendererRoot })
  const entered = await fetch(shell.url, { redirect: 'manual' })
  cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0]
})
afterAll(async () => {
  await shell.close()
  await opened.end()
})

function dial(): Socket {
  return connect({ port: shell.port, host: '127.0.0.1' })
}

/** Sends the lines as they are; the answer with its head. */
async function say(...lines: string[]): Promise<{ status: number; head: string; body: string }> {
  const socket = dial()
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'))
  const [head, ...body] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: body.join('\r\n\r\n') }
}

const host = () => `Host: 127.0.0.1:${shell.port}`
const withCookie = (requestLine: string, ...more: string[]) =>
  say(requestLine, host(), `Cookie: ${cookie}`, ...more)

describe('browser shell', () => {
  it('serves whoever holds the cookie, and says nothing of what it is made of', async () => {
    const { status, head, body } = await withCookie('GET / HTTP/1.1')
    expect(status).toBe(200)
    expect(body).toContain('The window')
    expect(head).not.toMatch(/^(server|x-powered-by|via):/m)
  })

  it('listens on the loopback address alone', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .flatMap((one) => (one && !one.internal && one.family === 'IPv4' ? [one.address] : []))
    for (const address of [...others, '::1']) {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect({ port: shell.port, host: address })
        socket.once('connect', () => resolve('connected'))
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'))
      })
      expect(answer, address).not.toBe('connected')
    }
  })

  it.each([
    ['nothing about who asks', 'GET / HTTP/1.1', 403],
    ['a path that is none', 'GET //evil.example/ HTTP/1.1', 403],
    ['an address of another host', 'GET http://evil.example/ HTTP/1.1', 403],
  ])('refuses %s, with the security headers', async (_, line, status) => {
    const answer = await say(line, host())
    expect(answer.status).toBe(status)
    for (const [name, value] of Object.entries(securityHeaders))
      expect(answer.head).toContain(`${name}: ${value.toLowerCase()}`)
  })

  it('sends the security headers also where the request cannot be understood at all', async () => {
    const answer = await say('GET /%zz\\ HTTP/1.1', host(), `Cookie: ${cookie}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.head).toContain('content-security-policy')
  })

  it.each([
    'OPTIONS /rpc/labeling.undo',
    'TRACE /',
    'PUT /',
    'DELETE /rpc/projects.close',
    'PATCH /',
    'POST /',
    'PROPFIND /',
  ])('refuses %s', async (line) => {
    const origin = `Origin: http://127.0.0.1:${shell.port}`
    const answer = await withCookie(`${line} HTTP/1.1`, origin, 'Content-Length: 0')
    expect(answer.status).toBe(405)
    expect(answer.head).not.toContain('access-control')
    // A TRACE would show the cookie to whoever asks.
    expect(answer.body).not.toContain(cookie)
  })

  it('answers no preflight of another page', async () => {
    const preflight = ['Origin: http://evil.example', 'Access-Control-Request-Method: POST']
    const answer = await say('OPTIONS /rpc/labeling.undo HTTP/1.1', host(), ...preflight)
    expect(answer.status).toBe(403)
    expect(answer.head).not.toContain('access-control')
  })

  it.each([
    'GET /../package.json HTTP/1.1',
    'GET /%2e%2e/package.json HTTP/1.1',
    'GET /..%2fpackage.json HTTP/1.1',
    'GET /..%5cpackage.json HTTP/1.1',
    'GET /assets/..\\..\\package.json HTTP/1.1',
    'GET /index.html%00.png HTTP/1.1',
    'GET /.hidden.json HTTP/1.1',
  ])('gives out no file by %s', async (line) => {
    const { status, body } = await withCookie(line)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/fewlabel"|window/)
  })

  it('ignores ranges, which nothing in the window asks for', async () => {
    const { status, body } = await withCookie('GET / HTTP/1.1', 'Range: bytes=0-3')
    expect(status).toBe(200)
    expect(body).toContain('The window')
  })

  it('refuses headers without end, two hosts, and lengths that contradict each other', async () => {
    expect((await withCookie('GET / HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`)).status).toBe(431)
    expect((await say('GET / HTTP/1.1')).status).toBe(400)
    const smuggled = ['Content-Length: 3', 'Transfer-Encoding: chunked']
    expect((await withCookie('POST /rpc/projects.close HTTP/1.1', ...smuggled)).status).toBe(400)
  })

  it('refuses a body that is too large before it is sent', async () => {
    const origin = `Origin: http://127.0.0.1:${shell.port}`
    const answer = await withCookie(
      'POST /rpc/labeling.skip HTTP/1.1',
      origin,
      'Content-Type: application/json',
      'Content-Length: 4000000000',
    )
    expect(answer.status).toBe(413)
  })

  it('opens no tunnel and no second protocol', async () => {
    expect((await say('CONNECT example.org:443 HTTP/1.1', host())).head).not.toContain(' 200 ')
    const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13']
    expect((await withCookie('GET / HTTP/1.1', ...upgrade)).status).not.toBe(101)
  })

  it('waits for nobody who connects and says nothing', async () => {
    const hasty = await startBrowserShell(opened.workbench, { port: 0, rendererRoot, patience: 1000 })
    const silent = connect({ port: hasty.port, host: '127.0.0.1' })
    silent.write('GET / HTTP/1.1\r\n')
    expect(await text(silent)).toContain('408')
    await hasty.close()
  })

  it('does not take a port that somebody has', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    await expect(startBrowserShell(opened.workbench, { port, rendererRoot })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    other.close()
  })
})
