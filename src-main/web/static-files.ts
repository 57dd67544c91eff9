import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Names as the build gives them: no escapes, no step upwards, nothing hidden, no drive or stream of Windows. */
const plainPath = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/

/** Serves the built window from `root`. Only files of known types that lie inside it; everything else is a 404. */
export async function serveStatic(root: string, pathname: string): Promise<Response> {
  const relative = pathname === '/' ? 'index.html' : pathname.slice(1)
  const mediaType = mediaTypes[extname(relative)]
  if (!plainPath.test(relative) || !mediaType) return notFound()
  const bytes = await readInside(root, relative).catch(() => null)
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

/** Null where a symbolic link leads out of the folder. */
async function readInside(root: string, relative: string): Promise<Buffer | null> {
  const [folder, file] = await Promise.all([realpath(root), realpath(join(root, relative))])
  return file.startsWith(folder + sep) ? readFile(file) : null
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
