import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * Serves the built window from `root`. Only files of known types inside it; everything else is a 404. The build's names
 * need no escapes, so the path is taken as it stands.
 */
export async function serveStatic(root: string, pathname: string): Promise<Response> {
  const relative = pathname === '/' ? 'index.html' : pathname.replace(/^\/+/, '')
  const path = normalize(join(root, relative))
  const mediaType = mediaTypes[extname(path)]
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep) || !mediaType) return notFound()
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return notFound()
  // Vite puts a content hash into the names below assets/, so those may be kept for good.
  const immutable = relative.startsWith('assets/')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
