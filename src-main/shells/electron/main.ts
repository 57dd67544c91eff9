import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import envPaths from 'env-paths'
import { z } from 'zod'
import { Workbench } from '../../app/workbench.ts'
import type { StartProgram } from '../../contract/child-program.ts'
import { createEngineClient } from '../../engine/engine-client.ts'
import { createHandler } from '../../web/handler.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { DesktopApp } from './desktop-app.ts'
import { serveDialogs } from './dialogs.ts'
import { projectArgument } from './launch-arguments.ts'
import { lockDownSession, lockDownWindows } from './lockdown.ts'
import { startUtilityProgram } from './utility-program.ts'

/*
 * Entry point of the desktop program. Runs bundled (build/electron-main.js), with preload.cjs, engine.js and the
 * window beside it.
 */

const build = import.meta.dirname
const home = process.env.FEWLABEL_HOME
const configFolder = home ?? envPaths('fewlabel', { suffix: '' }).config
const secondInstanceSchema = z.object({ project: z.string().nullable() })

const serviceNames = { engine: 'Fewlabel engine', 'image-decoder': 'Fewlabel image decoder' }
const startProgram: StartProgram = (name) =>
  startUtilityProgram(join(build, `${name}.js`), serviceNames[name])

app.setName('Fewlabel')
// Windows groups windows in the task bar and finds the icon by it; as in electron-builder.yml.
app.setAppUserModelId('org.fewlabel.workbench')
// Chromium's own files (cache, window storage) stay apart from ours. The lock below is one per this folder.
app.setPath('userData', join(configFolder, 'electron'))
app.enableSandbox()

const named = projectArgument(process.argv, process.cwd())
if (app.requestSingleInstanceLock({ project: named })) start(named).catch(giveUp)
else app.quit()

/** @param named the project to begin with */
async function start(named: string | null): Promise<void> {
  let desktop: DesktopApp | null = null
  let waiting = named
  const open = (project: string) => {
    if (desktop) void desktop.open(project)
    else waiting = project
  }

  registerAppScheme()
  lockDownWindows()
  app.on('second-instance', (_event, _argv, _folder, data) => {
    desktop?.show()
    const second = secondInstanceSchema.safeParse(data)
    if (second.success && second.data.project !== null) open(second.data.project)
  })
  // macOS: a double click on a project, possibly before the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open(path)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => desktop?.show())

  await app.whenReady()
  lockDownSession()
  const workbench = new Workbench({
    engine: createEngineClient(() => startProgram('engine')),
    startProgram,
    configFolder,
    projectsFolder: home ?? join(homedir(), 'Fewlabel'),
    shell: 'electron',
    version: app.getVersion(),
    holder: 'Fewlabel window',
  })
  closeBeforeQuit(workbench)
  serveApp(createHandler(workbench, { rendererRoot: join(build, 'renderer'), onUnexpected: console.error }))
  serveDialogs()
  workbench.warmUp()

  const icon = iconFile()
  app.setAboutPanelOptions({
    applicationName: 'Fewlabel',
    applicationVersion: app.getVersion(),
    copyright: 'Apache License 2.0',
    iconPath: icon,
  })
  desktop = new DesktopApp(workbench, { build, configFolder, icon })
  desktop.show()
  if (waiting !== null) await desktop.open(waiting)
}

function giveUp(error: unknown): void {
  console.error(error)
  dialog.showErrorBox('Fewlabel cannot start', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** The project file is whole and alone, and the last checkpoint written, before the program is gone. */
function closeBeforeQuit(workbench: Workbench): void {
  let closed = false
  // After every window has agreed to close, so that a refused quit closes nothing.
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void workbench
      .close()
      .catch(console.error)
      .finally(() => {
        closed = true
        app.quit()
      })
  })
}

/** Windows and macOS take the icon from the program itself; Linux wants a file. */
function iconFile(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
  return join(resources, 'icons', '256x256.png')
}
