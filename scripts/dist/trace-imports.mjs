import { isBuiltin } from 'node:module'
import { isAbsolute, relative, sep } from 'node:path'
import { build } from 'vite'

/**
 * Follows every import and require from the given programs as Node resolves them, without running anything.
 *
 * @param {string} folder the application's folder
 * @param {string[]} entries absolute paths of its programs
 * @returns {Promise<{ reached: string[], unresolved: { from: string, what: string }[] }>} paths below the folder, with
 *   slashes; what cannot be found there
 */
export async function traceImports(folder, entries) {
  const reached = new Set()
  const unresolved = []
  const below = (path) => relative(folder, path).split(sep).join('/')
  const recorder = {
    name: 'record-imports',
    enforce: 'pre',
    async resolveId(what, importer, options) {
      if (!importer || isBuiltin(what)) return isBuiltin(what) ? { id: what, external: true } : null
      const found = await this.resolve(what, importer, { ...options, skipSelf: true }).catch(() => null)
      const path = found?.id.split('?')[0]
      if (!path || !isAbsolute(path) || below(path).startsWith('..')) {
        unresolved.push({ from: below(importer.split('?')[0].replace('\0', '')), what })
        return { id: what, external: true }
      }
      reached.add(below(path))
      // Libraries and data end a path.
      return /\.(c|m)?js$/.test(path) ? found : { id: path, external: true }
    },
  }
  await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [recorder],
    resolve: { mainFields: ['main'], conditions: ['node', 'module-sync', 'import', 'default'] },
    ssr: {
      target: 'node',
      noExternal: true,
      external: [],
      resolve: { mainFields: ['main'], conditions: ['node', 'default'] },
    },
    build: {
      ssr: true,
      write: false,
      minify: false,
      rolldownOptions: { input: entries, treeshake: false },
    },
  })
  return { reached: [...reached].sort(), unresolved }
}
