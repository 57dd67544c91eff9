import { registerHooks } from 'node:module'
import { basename, join } from 'node:path'
import { electronVersion, exportedNames } from './declarations.ts'
import { installation, screenLink } from './program.ts'
import type { ProgramSide } from './sides.ts'

/*
 * Loaded before a program of Electron's main process (`node --import`): `electron` leads to the stand-in, and
 * `process` looks as Electron makes it look.
 */

const address = 'electron-stand-in:electron'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier === 'electron/main')
      return { url: address, format: 'module', shortCircuit: true }
    return next(specifier, context)
  },
  load(url, context, next) {
    if (url !== address) return next(url, context)
    return { format: 'module', shortCircuit: true, source: moduleText() }
  },
})

/** A module that exports all of Electron's names; those the stand-in does not have throw as soon as they are used. */
function moduleText(): string {
  const lines = exportedNames('Main').map(
    (name) => `export const ${name} = namedExport(${JSON.stringify(name)})`,
  )
  const own = JSON.stringify(new URL('./named-exports.ts', import.meta.url).href)
  return `import { namedExport } from ${own}\n${lines.join('\n')}\n`
}

Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: `${electronVersion}-stand-in`, chrome: 'not yet known' },
  configurable: true,
})
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'resourcesPath', { value: installation.resourcesPath })
if (!installation.packaged) Object.defineProperty(process, 'defaultApp', { value: true })

const { app } = await import('./app.ts')
const { electron } = await import('./electron.ts')
const { serveSchemes } = await import('./protocol.ts')
const { invoked, received } = await import('./ipc-main.ts')
const { defaultSession } = await import('./session.ts')
const { namedExport } = await import('./named-exports.ts')
/** As the module that programs import: names without anything behind them refuse what is done with them. */
const wholeModule = Object.fromEntries(exportedNames('Main').map((name) => [name, namedExport(name)]))
const windowOf = electron.BrowserWindow.fromId

const program: ProgramSide = {
  windowEvent: (id, event, url) => windowOf(id)?._pageEvent(event, url),
  windowClosed: (id) => windowOf(id)?._gone(),
  mayNavigate: (id, url, isMainFrame) => windowOf(id)?.webContents._mayNavigate(url, isMainFrame) ?? false,
  mayRequest: (url, resourceType) => defaultSession._mayPass(url, 'GET', resourceType),
  openedByPage: (id, url, frameName, features) =>
    windowOf(id)?.webContents._openedByPage(url, frameName, features) ?? 'deny',
  mayUnload: (id) => !(windowOf(id)?.webContents._ask('will-prevent-unload') ?? false),
  mayDownload: (id, url, filename) => defaultSession._mayDownload(url, filename, windowOf(id)?.webContents),
  invoke: invoked,
  sent: received,
  async evaluate(source, argument) {
    const work = new Function(`return (${source})`)() as (module: object, argument: unknown) => unknown
    return await work(wholeModule, argument)
  },
  setDisplays: (displays) => electron.screen._change(displays),
}
process.on('message', (message) => screenLink.receive(program, message))
// The program is not to see that it was forked.
Object.defineProperty(process, 'send', { value: undefined })

// Chromium starts as soon as the program has named its folders, and whether or not it waits for it.
app._prepare = async () => {
  const port = await serveSchemes()
  const facts = await screenLink.ask('start', port, join(app.getPath('userData'), 'chromium'))
  electron.screen._displays = facts.displays
  electron.nativeTheme._systemIsDark = facts.dark
  const versions = { ...process.versions, chrome: facts.chromium }
  Object.defineProperty(process, 'versions', { value: versions })
}

// Electron ends in its order when the system asks it to.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) app.quit()
  })
}
// Without the process that drives Chromium there is no window left to serve.
process.on('disconnect', () => {
  screenLink.end('the process that drives Chromium is gone')
  process.exit(0)
})
// As Electron does, with a message box where somebody is there to read it.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return
  console.error(`Uncaught exception in ${basename(process.argv[1] ?? '')}:`, error)
})
