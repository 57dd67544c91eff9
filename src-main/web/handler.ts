import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { SamplePicture } from '../app/sample-pictures.ts'
import type { Workbench } from '../app/workbench.ts'
import { noticesPath } from '../contract/about.ts'
import { FewlabelError } from '../contract/errors.ts'
import { httpStatusOf } from './http-status.ts'
import { parseJitterQuery } from './jitter-query.ts'
import { mapMarksResponse, mapPointsResponse } from './map-bytes.ts'
import { pictureOfInput } from './pictures.ts'
import { appRouter } from './router.ts'
import { pictureSecurityPolicy, securityHeaders } from './security-headers.ts'
import { serveStatic } from './static-files.ts'
import { fewlabelErrorOf } from './trpc.ts'

export type Handler = (request: Request) => Promise<Response>

export interface HandlerOptions {
  /** Folder with the built window. */
  rendererRoot: string
  /** Told of failures that were not foreseen, for the log. */
  onUnexpected?: (error: unknown) => void
}

// A project's pictures never change under their URL: samples are append-only, and prototypes name run and epoch.
// The URL does not name the project, though, so nothing may outlive the session: the window adds `?p=<project>`.
const keepPicture = 'private, max-age=86400, immutable'

// The largest that the window sends is a selection of a million samples, some 8 MB.
const largestBody = 16 * 1024 * 1024
// The window collects what it asks at the same moment; more than this it never does.
const mostCallsAtOnce = 100

/** Formats of pictures that may be shown; a project file that somebody else made can name any other. */
const pictureTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/bmp',
  'image/svg+xml',
])

/** The one entry point of the program: every shell mounts this function. */
export function createHandler(workbench: Workbench, options: HandlerOptions): Handler {
  const notices = existsSync(join(options.rendererRoot, noticesPath))
  const app = new Hono()

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) {
      // A stricter policy of a route stays.
      if (name !== 'content-security-policy' || !context.res.headers.has(name))
        context.res.headers.set(name, value)
    }
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store')
  })

  // Questions are GETs, changes are POSTs of JSON. A form or a preflight of another page is neither.
  app.use(async (context, next) => {
    const { method, path } = context.req
    const isCall = path.startsWith('/rpc/')
    if (method !== 'GET' && method !== 'HEAD' && !(method === 'POST' && isCall)) {
      const allowed = isCall ? 'GET, HEAD, POST' : 'GET, HEAD'
      return context.text('Method not allowed', 405, { allow: allowed })
    }
    if (method === 'POST' && !isJson(context.req.header('content-type')))
      return context.text('Only JSON is taken', 415)
    return next()
  })

  app.use(
    '/rpc/*',
    bodyLimit({ maxSize: largestBody, onError: (context) => context.text('The request is too large', 413) }),
  )

  app.all('/rpc/*', (context) =>
    fetchRequestHandler({
      endpoint: '/rpc',
      req: context.req.raw,
      router: appRouter,
      maxBatchSize: mostCallsAtOnce,
      // For questions that are longer than an address may be; what changes something is still refused by GET.
      allowMethodOverride: true,
      createContext: () => ({ workbench, notices }),
      onError: ({ error }) => {
        if (fewlabelErrorOf(error).code === 'internal') options.onUnexpected?.(error.cause ?? error)
      },
    }),
  )

  const shownAs = async (picture: SamplePicture) =>
    picture.kind === 'file'
      ? picture
      : pictureOfInput(picture.input, picture.shape, await workbench.project().profileRanges())

  app.get('/samples/:id{[0-9]+}/thumbnail', async (context) => {
    const shown = await shownAs(workbench.project().pictures.thumbnail(Number(context.req.param('id'))))
    return bytes(shown.bytes, shown.mediaType, keepPicture)
  })

  app.get('/samples/:id{[0-9]+}/original', async (context) => {
    const shown = await shownAs(await workbench.project().pictures.original(Number(context.req.param('id'))))
    return bytes(shown.bytes, shown.mediaType, 'no-cache')
  })

  app.get('/samples/:id{[0-9]+}/jittered/:view{[0-9]+}', (context) => {
    const { id, view } = context.req.param()
    const jitter = parseJitterQuery(context.req.query('jitter'))
    const shown = workbench.project().pictures.jitteredView(Number(id), Number(view), jitter)
    const picture = pictureOfInput(shown.input, shown.shape)
    return bytes(picture.bytes, picture.mediaType, keepPicture)
  })

  app.get('/prototypes/:run{[0-9]+}/:epoch{[0-9]+}/:component{[0-9]+}', async (context) => {
    const { run, epoch, component } = context.req.param()
    const project = workbench.project()
    const { input, shape, isPart } = project.prototype(Number(run), Number(epoch), Number(component))
    const picture = pictureOfInput(input, shape, await project.profileRanges(Number(run)))
    // After an undo the number may stand for another part of a cluster.
    return bytes(picture.bytes, picture.mediaType, isPart ? 'no-cache' : keepPicture)
  })

  app.get('/map/:run{[0-9]+}/points', (context) =>
    mapPointsResponse(workbench.project(), Number(context.req.param('run'))),
  )

  app.get('/map/marks', () => mapMarksResponse(workbench.project()))

  app.get('*', (context) => serveStatic(options.rendererRoot, new URL(context.req.url).pathname))

  app.onError((thrown, context) => {
    const error = FewlabelError.from(thrown)
    if (error.code === 'internal') options.onUnexpected?.(thrown)
    return context.json({ error: error.toDocument() }, httpStatusOf(error.code) as 400)
  })

  return async (request) => app.fetch(request)
}

function isJson(mediaType: string | undefined): boolean {
  // A change without an input has no body, and no type of it.
  return mediaType === undefined || mediaType.split(';')[0].trim().toLowerCase() === 'application/json'
}

function bytes(body: Uint8Array<ArrayBuffer>, mediaType: string, cacheControl: string): Response {
  const type = pictureTypes.has(mediaType) ? mediaType : 'application/octet-stream'
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': cacheControl,
      'content-security-policy': pictureSecurityPolicy,
    },
  })
}
