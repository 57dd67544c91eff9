import type { Handler } from '../../web/handler.ts'

/**
 * Makes a vanished reader known to the handler. When a window leaves a response (closes an event stream, navigates),
 * Electron cancels the response's body and never aborts `request.signal`, which is what handlers listen to. So the
 * handler gets a request with a signal of ours, and the body is passed on through a stream whose cancel aborts it.
 */
export function bridgeCancel(handle: Handler): Handler {
  return async (request) => {
    const abort = new AbortController()
    const inner = new Request(request, { signal: AbortSignal.any([request.signal, abort.signal]) })
    const response = await handle(inner)
    if (!response.body) return response
    const reader = response.body.getReader()
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        },
        async cancel(reason) {
          abort.abort(reason)
          await reader.cancel(reason)
        },
      },
      // Nothing is read ahead of the window.
      { highWaterMark: 0 },
    )
    return new Response(body, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    })
  }
}
