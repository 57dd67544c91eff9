import { app } from 'electron'
import type { Workbench } from '../../app/workbench.ts'
import { argumentsWith } from './launch-arguments.ts'
import type { LogFile } from './log-file.ts'
import { projectsOfSecondStart } from './open-requests.ts'

/** So long closing may take; what hangs longer must not keep a computer from being shut down. */
const patienceMs = 30_000

/**
 * The project file is whole and alone, and the last checkpoint written, before the program is gone.
 *
 * @param end called first, to stop what shows the project
 */
export function closeBeforeQuit(workbench: Workbench, log: LogFile, end: () => void): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  let nextStart: string[] | null = null
  const close = async () => {
    end()
    const late = setTimeout(() => {
      log.error('closing takes too long; labels are saved')
      app.exit(1)
    }, patienceMs)
    await workbench.close().catch((error) => log.error('closing failed', error))
    clearTimeout(late)
    log.info('ended')
    log.close()
    state = 'closed'
    if (nextStart) app.relaunch({ args: nextStart })
    app.quit()
  }
  // Whoever starts it again meanwhile gets it when this one is gone; not from an AppImage, which takes with it what would
  // start it.
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (state === 'open' || process.env.APPIMAGE) return
    nextStart = argumentsWith(projectsOfSecondStart(data), process.argv)
  })
  // After every window has agreed to close, so that a refused quit closes nothing.
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void close()
  })
}
