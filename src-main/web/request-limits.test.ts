import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTwoClusters } from '../app/testing/sorted-project.ts'
import { createHandler, type Handler } from './handler.ts'
import { pictureSecurityPolicy, securityHeaders } from './security-headers.ts'

/*
 * What the handler takes and gives, whichever shell mounts it.
 */

let handle: Handler
let opened: Awaited<ReturnType<typeof openTwoClusters>>
beforeAll(async () => {
  opened = await openTwoClusters(40)
  handle = createHandler(opened.workbench, { rendererRoot: join(opened.folder, 'renderer') })
})
afterAll(() => opened.end())

const ask = (path: string, init?: RequestInit) =>
  handle(new Request(`http://127.0.0.1${path}`, { duplex: 'half', ...init } as RequestInit))
const post = (procedure: string, body: BodyInit, type = 'application/json') =>
  ask(`/rpc/${procedure}`, { method: 'POST', body, headers: { 'content-type': type } })

describe('requests', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('by %s are refused', async (method) => {
    for (const path of ['/', '/rpc/labeling.undo', '/samples/1/thumbnail']) {
      const response = await ask(path, { method })
      expect(response.status, path).toBe(405)
      expect(response.headers.get('allow')).toMatch(/^GET, HEAD/)
    }
  })

  it('by POST are calls, and JSON', async () => {
    expect((await ask('/samples/1/thumbnail', { method: 'POST' })).status).toBe(405)
    const { revision } = opened.labeling.summary()
    // What a form of another page could send without being asked.
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])
      expect((await post('labeling.label', '{"samples":[1],"classId":1}', type)).status).toBe(415)
    expect(opened.labeling.summary().revision).toBe(revision)
    const label = JSON.stringify({ samples: [1], classId: opened.a })
    expect((await post('labeling.label', label, 'application/json; charset=utf-8')).status).toBe(200)
  })

  it('may be questions by POST, which have room for what an address has not', async () => {
    const out = '-'.repeat(4000)
    const asked = await post('exports.preview', JSON.stringify({ format: 'csv', out }))
    expect(asked.status).toBe(200)
    expect((await asked.json()).result.data).toHaveProperty('rows')
  })

  it('change nothing by GET', async () => {
    const input = encodeURIComponent(JSON.stringify({ samples: [3], classId: opened.a }))
    const { revision } = opened.labeling.summary()
    expect((await ask(`/rpc/labeling.label?input=${input}`)).status).toBe(400)
    expect(opened.labeling.summary().revision).toBe(revision)
  })

  it('are cut off when they are too large, also where they do not say how large they are', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++
        controller.enqueue(chunk)
      },
    })
    expect((await post('labeling.skip', endless)).status).toBe(413)
    expect(sent).toBeLessThan(32)
  })

  it('take a selection of a million samples', async () => {
    const samples = Array.from({ length: 1_000_000 }, (_, i) => i + 1)
    const response = await post('labeling.skip', JSON.stringify({ samples }))
    expect(response.status).not.toBe(413)
    expect((await response.json()).error.data.fewlabel.code).toBe('sample-not-found')
  })

  it('do not ask for hundreds of things at once', async () => {
    const calls = Array.from({ length: 500 }, () => 'labeling.summary').join(',')
    expect((await ask(`/rpc/${calls}?batch=1`)).status).toBe(400)
  })
})

describe('responses', () => {
  it.each([
    '/',
    '/rpc/labeling.summary',
    '/rpc/nonsense',
    '/samples/99/thumbnail',
    '/map/marks',
    '/map/9/points',
  ])('to %s have every security header', async (path) => {
    const { headers } = await ask(path)
    for (const [name, value] of Object.entries(securityHeaders)) expect(headers.get(name)).toBe(value)
    expect(headers.has('cache-control')).toBe(true)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('with pictures run and load nothing when somebody opens them on their own', async () => {
    for (const path of ['/samples/1/thumbnail', '/samples/1/original']) {
      const { headers } = await ask(path)
      expect(headers.get('content-security-policy')).toBe(pictureSecurityPolicy)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each(['text/html', 'text/javascript', 'application/xhtml+xml', 'IMAGE/PNG\r\nx: y', ''])(
    'show no picture of the type "%s", which a strange project may claim',
    async (mediaType) => {
      const bytes = new TextEncoder().encode('<script src="/samples/2/thumbnail"></script>')
      const claim = vi
        .spyOn(opened.project.store.samples, 'thumbnail')
        .mockReturnValue({ mediaType, width: 1, height: 1, bytes })
      const { headers } = await ask('/samples/1/thumbnail')
      expect(headers.get('content-type')).toBe('application/octet-stream')
      claim.mockRestore()
    },
  )
})
