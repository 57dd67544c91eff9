import type { BrowserWindow, ProgressBarOptions } from 'electron'
import { app, Notification, powerSaveBlocker } from 'electron'
import type { JobEnding } from './job-endings.ts'
import type { Job } from './jobs.ts'
import type { Words } from './words/en.ts'

/** Value and mode of the bar in the task bar or dock; below 0 there is none, above 1 it says "at work". */
export function taskBarProgress(jobs: readonly Job[]): { value: number; mode: ProgressBarOptions['mode'] } {
  if (jobs.length === 0) return { value: -1, mode: 'none' }
  const [{ share }] = jobs
  return share === null ? { value: 2, mode: 'indeterminate' } : { value: share, mode: 'normal' }
}

/** Shows outside of the window what goes on in it. */
export class JobSigns {
  #shown = ''
  #blocker: number | null = null
  #notification: Notification | null = null

  /** How far the first of them is; and the computer stays awake for as long as there are any. */
  show(jobs: readonly Job[], window: BrowserWindow | null): void {
    const { value, mode } = taskBarProgress(jobs)
    // A thousand steps are more than a task bar has pixels.
    const shown = `${mode} ${Math.round(value * 1000)}`
    if (window && shown !== this.#shown) {
      window.setProgressBar(value, { mode })
      this.#shown = shown
    }
    this.#stayAwake(jobs.some(({ kind }) => kind !== 'export'))
  }

  /** A new window shows nothing yet. */
  windowOpened(window: BrowserWindow): void {
    this.#shown = ''
    // The dock would keep it without a window; where the window stays after all, the next step of the job shows it again.
    window.on('close', () => {
      window.setProgressBar(-1)
      this.#shown = ''
    })
    window.on('focus', () => {
      window.flashFrame(false)
      app.setBadgeCount(0)
    })
  }

  /**
   * Tells somebody who is not looking that a job has ended.
   *
   * @param project its name
   * @param comeBack brings the window to the front
   */
  tell(
    { kind, outcome }: JobEnding,
    project: string,
    words: Words,
    window: BrowserWindow | null,
    comeBack: () => void,
  ): void {
    if (window?.isFocused()) return
    window?.flashFrame(true)
    app.setBadgeCount(1)
    if (!Notification.isSupported()) return
    const title = words.notice[`${kind}${outcome === 'done' ? 'Done' : 'Failed'}`]
    const notification = new Notification({ title, body: project })
    notification.on('click', comeBack)
    notification.show()
    // Kept: one that is collected hears no click.
    this.#notification?.close()
    this.#notification = notification
  }

  end(): void {
    this.#stayAwake(false)
    this.#notification?.close()
    this.#notification = null
  }

  #stayAwake(awake: boolean): void {
    if (awake && this.#blocker === null) this.#blocker = powerSaveBlocker.start('prevent-app-suspension')
    else if (!awake && this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = null
    }
  }
}
