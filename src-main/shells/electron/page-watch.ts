import { type BrowserWindow, dialog } from 'electron'
import type { LogFile } from './log-file.ts'
import { RestartBudget } from './restart-budget.ts'
import type { Words } from './words/en.ts'

export interface PageWatchOptions {
  log: LogFile
  words: () => Words
  showLogs: () => void
  quit: () => void
}

/**
 * Everything that matters is in the host: a page that crashed is simply loaded anew. When that happens again and
 * again, and when the page does not answer, the person decides.
 */
export function watchPage(window: BrowserWindow, options: PageWatchOptions): void {
  const { log, words } = options
  const budget = new RestartBudget(3, 60_000)
  let asking = false
  const ask = async (message: string, detail: string, stay: string) => {
    if (asking || window.isDestroyed()) return
    asking = true
    const { trouble } = words()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: [trouble.again, trouble.showLogs, stay],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    asking = false
    if (window.isDestroyed()) return
    if (response === 0) window.reload()
    else if (response === 1) options.showLogs()
    else if (stay === trouble.quit) options.quit()
  }
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error(`the window's process is gone: ${reason}, exit code ${exitCode}`)
    const { trouble } = words()
    if (budget.take(performance.now())) window.reload()
    else void ask(trouble.window, trouble.windowThen, trouble.quit)
  })
  window.on('unresponsive', () => {
    log.warning('the window does not answer')
    const { trouble } = words()
    void ask(trouble.unresponsive, trouble.unresponsiveThen, trouble.wait)
  })
  window.on('responsive', () => log.info('the window answers again'))
  window.webContents.on('did-fail-load', (_event, code, description) => {
    log.error(`the page could not be loaded: ${description} (${code})`)
  })
  window.webContents.on('preload-error', (_event, _path, error) => {
    log.error('the preload script failed', error)
  })
}
