import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { Workbench } from '../../app/workbench.ts'
import type { StartProgram } from '../../contract/child-program.ts'
import { createEngineClient } from '../../engine/engine-client.ts'
import { createHandler } from '../../web/handler.ts'
import { serveApp } from './app-protocol.ts'
import { closeBeforeQuit } from './close-before-quit.ts'
import { DesktopApp } from './desktop-app.ts'
import { lockDownSessions, lockDownWindows, refuseCredentials } from './lockdown.ts'
import type { LogFile } from './log-file.ts'
import { Look } from './look.ts'
import type { OpenRequests } from './open-requests.ts'
import { openInSystem, type ProgramFolders } from './program-folders.ts'
import type { StartTimes } from './start-times.ts'
import { startUtilityProgram } from './utility-program.ts'
import { endOnSignals } from './ways-out.ts'
import { serveWindow } from './window-bridge.ts'

const serviceNames = { engine: 'Fewlabel engine', 'image-decoder': 'Fewlabel image decoder' }

export interface DesktopProgramOptions {
  /** Folder of the built files. */
  build: string
  folders: ProgramFolders
  log: LogFile
  showLogs: () => void
  times: StartTimes
}

/** The workbench behind the window; needs nothing that is there only after `ready`. */
export function createDesktopWorkbench({ build, folders }: DesktopProgramOptions): Workbench {
  const startProgram: StartProgram = (name) =>
    startUtilityProgram(join(build, `${name}.js`), serviceNames[name])
  const { electron, chrome, node } = process.versions
  return new Workbench({
    engine: createEngineClient(() => startProgram('engine')),
    startProgram,
    configFolder: folders.config,
    projectsFolder: folders.projects,
    shell: 'electron',
    version: app.getVersion(),
    parts: [
      { name: 'Electron', version: electron },
      { name: 'Chromium', version: chrome },
      { name: 'Node', version: node },
    ],
    logFolder: folders.logs,
    holder: 'Fewlabel window',
  })
}

/** Serves the window and opens it; then, while people read it, the engine is started. After `ready`. */
export function openDesktop(
  workbench: Workbench,
  requests: OpenRequests,
  { build, folders, log, showLogs, times }: DesktopProgramOptions,
): DesktopApp {
  lockDownWindows()
  refuseCredentials()
  // All but the proxy is settled at once; requests are refused before any proxy would be asked.
  lockDownSessions().catch((error) => log.error('the proxy could not be switched off', error))
  const rendererRoot = join(build, 'renderer')
  serveApp(
    createHandler(workbench, {
      rendererRoot,
      onUnexpected: (error) => log.error('a request failed unexpectedly', error),
    }),
  )
  const look = new Look(join(folders.config, 'look.json'), app.getLocale())
  serveWindow(look, { logs: folders.logs, projects: folders.projects })
  const icon = iconFile()
  app.setAboutPanelOptions({
    applicationName: 'Fewlabel',
    applicationVersion: app.getVersion(),
    copyright: 'Apache License 2.0',
    iconPath: icon,
  })
  const notices = noticesFile()
  const desktop = new DesktopApp(workbench, {
    build,
    configFolder: folders.config,
    icon,
    look,
    log,
    showLogs,
    showNotices: notices === null ? null : () => openInSystem(notices, log),
  })
  closeBeforeQuit(workbench, log, () => desktop.end())
  endOnSignals((why) => desktop.endUnasked(why))
  times.mark('window opened')
  desktop.show(() => {
    log.info(times.shown())
    workbench.warmUp()
  })
  requests.serve((paths) => {
    // What comes later is for the next start.
    if (!desktop.ended) void desktop.projects.open(paths)
  })
  return desktop
}

/** Windows and macOS take the icon from the program itself; Linux wants a file. */
function iconFile(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
  return join(resources, 'icons', '256x256.png')
}

/** The licences of everything that is shipped, beside the program; see electron-builder.yml. */
function noticesFile(): string | null {
  if (!app.isPackaged) return null
  const file = join(dirname(process.resourcesPath), 'THIRD-PARTY-NOTICES.txt')
  return existsSync(file) ? file : null
}
