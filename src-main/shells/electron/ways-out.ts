import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { LeaveGuard } from './leave-guard.ts'
import type { Words } from './words/en.ts'

/** Quitting asks first; the end of the computer's session does not: there is nobody left to answer. After `ready`. */
export function guardQuitting(guard: LeaveGuard, endUnasked: (why: string) => void): void {
  app.on('before-quit', (event) => guard.hold(event, () => app.quit()))
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Asks for the moments it takes to close the project.
    event?.preventDefault()
    endUnasked('the shutdown of the computer')
  })
}

/** A terminal or a service manager ends the program. Later than `ready`: Chromium's own handlers quit as a person does. */
export function endOnSignals(endUnasked: (why: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => endUnasked(signal))
}

export interface WindowWaysOut {
  guard: LeaveGuard
  endUnasked: (why: string) => void
  words: () => Words
  /** Whether closing the last window ends the program; on macOS it does not. */
  closingQuits: boolean
}

/** The same for what closes a window. */
export function guardWindow(window: BrowserWindow, options: WindowWaysOut): void {
  const { guard, endUnasked, words } = options
  if (options.closingQuits) window.on('close', (event) => guard.hold(event, () => window.close()))
  // Windows: saying no for the moments it takes to close the project lets it end whole.
  window.on('query-session-end', (event) => {
    event.preventDefault()
    endUnasked(`the end of the session (${event.reasons.join(', ')})`)
  })
  window.on('session-end', () => endUnasked('the end of the session'))
  // The page holds labels that the host has not taken; left to itself, the window would silently not close.
  window.webContents.on('will-prevent-unload', (event) => {
    const { leave } = words()
    const leaves =
      guard.unasked ||
      dialog.showMessageBoxSync(window, {
        type: 'warning',
        message: leave.unsaved,
        detail: leave.unsavedThen,
        buttons: [leave.unsavedLeave, leave.unsavedStay],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      }) === 0
    if (leaves) event.preventDefault()
    else guard.stay()
  })
}
