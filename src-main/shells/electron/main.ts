import { app, dialog } from 'electron'
import { registerAppScheme } from './app-protocol.ts'
import { keepCrashDumps, watchForFailures } from './crash-watch.ts'
import type { DesktopProgramOptions } from './desktop-program.ts'
import { projectArguments } from './launch-arguments.ts'
import { LogFile } from './log-file.ts'
import { applyNetworkSwitches } from './network-switches.ts'
import { OpenRequests, projectsOfSecondStart } from './open-requests.ts'
import { openInSystem, settleFolders } from './program-folders.ts'
import { enableSandbox } from './sandbox.ts'
import { StartTimes } from './start-times.ts'
import { wordsOf } from './words.ts'

/*
 * Entry point of the desktop program. Runs bundled (build/electron-main.js), with preload.cjs, engine.js and the
 * window beside it. Here stands what Chromium must know before it is ready. It goes on starting only when all that is
 * imported here has been loaded, so that is little; the workbench is loaded beside it.
 */

app.setName('Fewlabel')
// Windows groups windows in the task bar and finds the icon by it; as in electron-builder.yml.
app.setAppUserModelId('org.fewlabel.workbench')
// Before `ready` nobody knows the system's language.
let words = () => wordsOf('en')
const times = new StartTimes()
times.mark('entry loaded')
const folders = settleFolders()
keepCrashDumps(folders.crashes)
const isSandboxed = enableSandbox()
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
  if (!isSandboxed) log.warning('Chromium was started without its sandbox')
  const showLogs = () => openInSystem(folders.logs, log)
  watchForFailures(log, () => words(), showLogs)

  registerAppScheme()
  const requests = new OpenRequests(named)
  let show = () => {}
  app.on('second-instance', (_event, _argv, _folder, data) => {
    show()
    requests.add(projectsOfSecondStart(data))
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
  const desktop = open(requests)
  words = () => desktop.words
  show = () => {
    if (!desktop.ended) desktop.show()
  }
}

async function loadProgram(options: DesktopProgramOptions) {
  const { createDesktopWorkbench, openDesktop } = await import('./desktop-program.ts')
  const workbench = createDesktopWorkbench(options)
  options.times.mark('workbench loaded')
  return (requests: OpenRequests) => openDesktop(workbench, requests, options)
}

function giveUp(error: unknown): void {
  new LogFile(folders.logs).error('the program cannot start', error)
  const message = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(words().trouble.cannotStart, `${message}\n\n${folders.logs}`)
  app.exit(1)
}
