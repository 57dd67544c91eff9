import { join } from 'node:path'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scriptedEngine, temporaryWorkbench } from '../app/testing/sorted-project.ts'
import { jitterRecipes, recipeOf } from '../contract/jitter-recipes.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { createHandler, type Handler } from './handler.ts'
import type { AppRouter } from './router.ts'

let handle: Handler
let opened: ReturnType<typeof temporaryWorkbench>
const unexpected: unknown[] = []

beforeEach(() => {
  unexpected.length = 0
  opened = temporaryWorkbench(scriptedEngine([]))
  handle = createHandler(opened.workbench, {
    rendererRoot: join(opened.folder, 'renderer'),
    onUnexpected: (error) => unexpected.push(error),
  })
})
afterEach(() => opened.end())

const get = (path: string) => handle(new Request(`http://127.0.0.1${path}`))
const client = () =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: 'http://127.0.0.1/rpc',
        fetch: (input, init) => handle(new Request(input as string, init as RequestInit)),
      }),
    ],
  })

async function openLetters() {
  await client().projects.create.mutate({ path: join(opened.folder, 'letters') })
  await opened.workbench.project().imports.run(drawnLetters({ count: 20, seed: 1 }))
}

describe('handler', () => {
  it('sends the security headers with everything, errors included', async () => {
    for (const path of [
      '/',
      '/rpc/projects.recent',
      '/rpc/nonsense',
      '/samples/1/thumbnail',
      '/../../etc/passwd',
    ]) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
  })

  it('tells a foreseen failure whole, and no stack', async () => {
    const failure = await client()
      .labeling.summary.query()
      .catch((error) => error)
    expect(failure).toBeInstanceOf(TRPCClientError)
    expect(failure.data.fewlabel).toEqual({
      code: 'no-project-open',
      message: 'No project is open.',
      remedy: 'Open or create one first.',
    })
    expect(JSON.stringify(failure.shape)).not.toContain('at ')
    expect(unexpected).toEqual([])
  })

  it('answers for the quality of labels, and refuses a target that cannot be', async () => {
    await openLetters()
    expect(await client().quality.setTarget.mutate({ target: 0.9 })).toMatchObject({ target: 0.9, audits: 0 })
    expect(await client().quality.report.query()).toMatchObject({ target: 0.9, samples: 20, labeled: 0 })
    expect(await client().quality.odd.query()).toBeNull()
    const failure = await client()
      .quality.setTarget.mutate({ target: 1 })
      .catch((error) => error)
    expect(failure.data.fewlabel.code).toBe('bad-request')
  })

  it('refuses messages of the wrong form before they reach anything', async () => {
    await openLetters()
    const failure = await client()
      .labeling.label.mutate({ samples: [], classId: 1 })
      .catch((error) => error)
    expect(failure.data.fewlabel.code).toBe('bad-request')
    expect(failure.data.fewlabel.found).toContain('samples')
  })

  it('serves samples as pictures', async () => {
    await openLetters()
    const thumbnail = await get('/samples/1/thumbnail')
    expect(thumbnail.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await thumbnail.arrayBuffer()).subarray(1, 4)).toEqual(
      new TextEncoder().encode('PNG'),
    )
    expect((await get('/samples/21/thumbnail')).status).toBe(404)
    expect((await get('/prototypes/1/1/1')).status).toBe(404)
  })

  it('serves jittered views of a sample, the same for the same ranges', async () => {
    await openLetters()
    const view = async (number: number, jitter: object | string) => {
      const text = typeof jitter === 'string' ? jitter : JSON.stringify(jitter)
      return get(`/samples/1/jittered/${number}?jitter=${encodeURIComponent(text)}`)
    }
    const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
    const { handwriting, none } = jitterRecipes
    const first = await view(1, handwriting)
    expect(first.headers.get('content-type')).toBe('image/png')
    const shown = await bytesOf(first)
    expect(await bytesOf(await view(1, handwriting))).toEqual(shown)
    expect(await bytesOf(await view(2, handwriting))).not.toEqual(shown)
    expect(await bytesOf(await view(1, none))).toEqual(await bytesOf(await get('/samples/1/thumbnail')))
    for (const wrong of ['', 'nonsense', { rotation: 7 }, { flip: 0.2 }]) {
      const refused = await view(1, wrong)
      expect(refused.status).toBe(400)
      expect((await refused.json()).error.code).toBe('bad-request')
    }
    expect((await view(1, handwriting)).status).toBe(200)
    expect((await get('/samples/21/jittered/1?jitter={}')).status).toBe(404)
  })

  it('proposes the jitter by the samples, then the one that was trained with last', async () => {
    await openLetters()
    const { training } = client()
    expect(await training.suggestedRecipe.query()).toBe('handwriting')
    const config = await training.defaults.query()
    expect(recipeOf(config.jitter)).toBe('handwriting')
    const mine = { ...jitterRecipes.handwriting, rotation: 0.1 }
    for (const jitter of [mine, jitterRecipes.none]) {
      await training.start.mutate({ config: { ...config, jitter } }).catch(() => {})
      expect((await training.defaults.query()).jitter).toEqual(jitter)
      await opened.workbench.project().training.close()
    }
    expect(await training.suggestedRecipe.query()).toBe('handwriting')
  })

  it('streams every topic once, then changes', async () => {
    const abort = new AbortController()
    const response = await handle(new Request('http://127.0.0.1/rpc/events', { signal: abort.signal }))
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const decoder = new TextDecoder()
    let text = ''
    const until = async (wanted: string) => {
      while (!text.includes(wanted)) text += decoder.decode((await reader.read()).value, { stream: true })
    }
    await until('"topic":"engine"')
    await openLetters()
    await until('"samples":20')
    abort.abort()
    await reader.cancel()
  })
})
