import { join } from 'node:path'
import { app, dialog } from 'electron'
import { z } from 'zod'
import { registerAppScheme } from './app-protocol.ts'
import { keepCrashDumps, watchForFailures } from './crash-watch.ts'
import type { DesktopProgramOptions } from './desktop-program.ts'
import { projectArguments } from './launch-arguments.ts'
import { lockDownWindows, refuseCredentials } from './lockdown.ts'
import { LogFile } from './log-file.ts'
import { Look } from './look.ts'
import { applyNetworkSwitches } from './network-switches.ts'
import { OpenRequests } from './open-requests.ts'
import { openInSystem, settleFolders } from './program-folders.ts'
import { StartTimes } from './start-times.ts'
import type { Words } from './words/en.ts'
import { wordsOf } from './words.ts'

/*
 * Entry point of the desktop program. Runs bundled (build/electron-main.js), with preload.cjs, engine.js and the
 * window beside it. Here stands what Chromium must know before it is ready; it is short, so that Chromium starts soon,
 * and the workbench is loaded meanwhile.
 */

const secondStartSchema = z.object({ projects: z.array(z.string()).max(1000) })

app.setName('Fewlabel')
// Windows groups windows in the task bar and finds the icon by it; as in electron-builder.yml.
app.setAppUserModelId('org.fewlabel.workbench')
// Before `ready` nobody knows the system's language.
let look: Look | null = null
const times = new StartTimes()
times.mark('entry loaded')
const folders = settleFolders()
keepCrashDumps(folders.crashes)
app.enableSandbox()
applyNetworkSwitches()

const named = projectArguments(process.argv, process.cwd())
if (app.requestSingleInstanceLock({ projects: named })) start(named).catch(giveUp)
else app.quit()

/** @param named the projects to begin with */
async function start(named: readonly string[]): Promise<void> {
  const log = new LogFile(folders.logs)
  const { electron, chrome, node } = process.versions
  log.info(
    `Fewlabel ${app.getVersion()} starts: Electron ${electron}, Chromium ${chrome}, Node ${node}, ` +
      `${process.platform} ${process.arch}${app.isPackaged ? '' : ', from sources'}`,
  )
  const showLogs = () => openInSystem(folders.logs, log)
  watchForFailures(log, words, showLogs)

  registerAppScheme()
  lockDownWindows()
  refuseCredentials()
  const requests = new OpenRequests(named)
  let show = () => {}
  app.on('second-instance', (_event, _argv, _folder, data) => {
    show()
    const second = secondStartSchema.safeParse(data)
    if (second.success) requests.add(second.data.projects)
  })
  // macOS: a double click on projects, possibly before the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    requests.add([path])
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => show())

  const options = { build: import.meta.dirname, folders, log, showLogs, times }
  const ready = app.whenReady().then(() => times.mark('ready'))
  const [open] = await Promise.all([loadProgram(options), ready])
  look = new Look(join(folders.config, 'look.json'), app.getLocale())
  const desktop = open(look, requests)
  show = () => void desktop.show()
}

async function loadProgram(options: DesktopProgramOptions) {
  const { createDesktopWorkbench, openDesktop } = await import('./desktop-program.ts')
  const workbench = createDesktopWorkbench(options)
  options.times.mark('workbench loaded')
  return (look: Look, requests: OpenRequests) => openDesktop(workbench, look, requests, options)
}

function words(): Words {
  return wordsOf(look?.current.language ?? 'en')
}

function giveUp(error: unknown): void {
  new LogFile(folders.logs).error('the program cannot start', error)
  const message = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(words().trouble.cannotStart, `${message}\n\n${folders.logs}`)
  app.exit(1)
}
