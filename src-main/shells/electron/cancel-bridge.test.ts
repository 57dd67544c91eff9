import { describe, expect, it } from 'vitest'
import { bridgeCancel } from './cancel-bridge.ts'

const address = 'app://fewlabel/rpc/events'

describe('cancel bridge', () => {
  it('passes status, headers and body through', async () => {
    const handle = bridgeCancel(async () => new Response('hello', { status: 207, headers: { 'x-a': 'b' } }))
    const response = await handle(new Request(address))
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([207, 'b', 'hello'])
  })

  it('passes method, body and headers of the request through', async () => {
    const handle = bridgeCancel(async (request) =>
      Response.json([request.method, request.headers.get('content-type'), await request.json()]),
    )
    const request = new Request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(await (await handle(request)).json()).toEqual(['POST', 'application/json', { a: 1 }])
  })

  it('leaves a response without a body alone', async () => {
    const handle = bridgeCancel(async () => new Response(null, { status: 304 }))
    expect((await handle(new Request(address))).status).toBe(304)
  })

  it("aborts the handler's signal and cancels its stream when the reader leaves", async () => {
    let signal: AbortSignal | undefined
    let cancelled: unknown
    const handle = bridgeCancel(async (request) => {
      signal = request.signal
      return new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new TextEncoder().encode('tick')),
          cancel: (reason) => {
            cancelled = reason
          },
        }),
      )
    })
    const reader = (await handle(new Request(address))).body?.getReader()
    await reader?.read()
    expect(signal?.aborted).toBe(false)
    await reader?.cancel('window closed')
    expect(signal?.aborted).toBe(true)
    expect(cancelled).toBe('window closed')
  })

  it('still hears the signal of the request', async () => {
    const abort = new AbortController()
    let signal: AbortSignal | undefined
    const handle = bridgeCancel(async (request) => {
      signal = request.signal
      return new Response('x')
    })
    await handle(new Request(address, { signal: abort.signal }))
    abort.abort()
    expect(signal?.aborted).toBe(true)
  })

  it('hands a failing stream on as a failure', async () => {
    const handle = bridgeCancel(
      async () =>
        new Response(
          new ReadableStream({
            pull() {
              throw new Error('broken')
            },
          }),
        ),
    )
    await expect((await handle(new Request(address))).text()).rejects.toThrow('broken')
  })
})
