import { app, crashReporter, dialog } from 'electron'
import type { LogFile } from './log-file.ts'
import type { Words } from './words/en.ts'

/** Dumps of crashes stay in their folder on this machine; nothing is sent anywhere. Before `ready`. */
export function keepCrashDumps(folder: string): void {
  app.setPath('crashDumps', folder)
  crashReporter.start({ uploadToServer: false, ignoreSystemCrashHandler: true })
}

/**
 * Writes down what nobody foresaw, and tells of it once: labels are transactions of their own, so the program goes on.
 */
export function watchForFailures(log: LogFile, words: () => Words, showLogs: () => void): void {
  let told = false
  const unexpected = (what: string) => (error: unknown) => {
    log.error(what, error)
    if (told || !app.isReady()) return
    told = true
    void tell(words().trouble, showLogs)
  }
  process.on('uncaughtException', unexpected('an exception that nobody caught'))
  process.on('unhandledRejection', unexpected('a rejection that nobody handled'))
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName, name }) => {
    if (reason === 'clean-exit') return
    log.warning(`a process is gone: ${name ?? serviceName ?? type}, ${reason}, exit code ${exitCode}`)
  })
}

async function tell(trouble: Words['trouble'], showLogs: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: trouble.unexpected,
    detail: trouble.unexpectedThen,
    buttons: [trouble.goOn, trouble.showLogs],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response === 1) showLogs()
}
