import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog, nativeTheme } from 'electron'
import type { Workbench } from '../../app/workbench.ts'
import type { MenuCommand } from '../../contract/desktop.ts'
import type { WindowEvent } from '../../contract/window.ts'
import { setAppMenu } from './app-menu.ts'
import { menuChannel } from './channels.ts'
import { JobEndings } from './job-endings.ts'
import { JobSigns } from './job-signs.ts'
import { type Job, runningJobs } from './jobs.ts'
import { LeaveGuard } from './leave-guard.ts'
import { type LeaveReason, leavePrompt } from './leave-prompt.ts'
import type { LogFile } from './log-file.ts'
import { type Look, windowBackground } from './look.ts'
import { openMainWindow } from './main-window.ts'
import { watchPage } from './page-watch.ts'
import { ProjectDoor } from './project-door.ts'
import { ProjectLog } from './project-log.ts'
import { guardQuitting, guardWindow } from './ways-out.ts'
import type { Words } from './words/en.ts'
import { wordsOf } from './words.ts'

export interface DesktopAppOptions {
  /** Folder of the built files. */
  build: string
  /** Where the window's place is kept. */
  configFolder: string
  icon: string | undefined
  look: Look
  log: LogFile
  showLogs: () => void
  /** Null where none are shipped. */
  showNotices: (() => void) | null
}

/** The one window and everything around it: menus, dock or task bar, the ways in and out. After `ready`. */
export class DesktopApp {
  readonly projects: ProjectDoor
  readonly #workbench: Workbench
  readonly #options: DesktopAppOptions
  readonly #guard: LeaveGuard
  readonly #signs = new JobSigns()
  readonly #endings = new JobEndings()
  readonly #projectLog: ProjectLog
  readonly #following = new AbortController()
  #window: BrowserWindow | null = null
  #pageIsThere = false
  #ended = false
  #project: string | null = null

  constructor(workbench: Workbench, options: DesktopAppOptions) {
    this.#workbench = workbench
    this.#options = options
    this.#projectLog = new ProjectLog(options.log)
    this.projects = new ProjectDoor({
      workbench,
      words: () => this.words,
      window: () => this.show(),
      mayLeave: (reason) => this.#mayLeave(reason),
    })
    this.#guard = new LeaveGuard(
      () => this.#prompt('quit') !== null,
      () => this.#mayLeave('quit'),
    )
    guardQuitting(this.#guard, (why) => this.endUnasked(why))
    nativeTheme.themeSource = options.look.current.theme
    options.look.onChange(({ theme }) => {
      nativeTheme.themeSource = theme
      this.#drawMenus()
    })
    // By that change, and by the system's own where the window follows it.
    nativeTheme.on('updated', () => {
      this.#window?.setBackgroundColor(windowBackground(nativeTheme.shouldUseDarkColors))
    })
    this.#drawMenus()
    void this.#follow()
  }

  /** Brings the window to the front; opens it where there is none. */
  show(onShown: () => void = () => {}): BrowserWindow {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.focus()
      return this.#window
    }
    const { build, configFolder, icon, log, showLogs } = this.#options
    const window = openMainWindow({
      preload: join(build, 'preload.cjs'),
      memoryFile: join(configFolder, 'window.json'),
      icon,
      background: windowBackground(nativeTheme.shouldUseDarkColors),
      developerTools: !app.isPackaged,
      onShown,
    })
    const words = () => this.words
    watchPage(window, { log, words, showLogs, quit: () => app.quit() })
    guardWindow(window, {
      guard: this.#guard,
      endUnasked: (why) => this.endUnasked(why),
      words,
      closingQuits: process.platform !== 'darwin',
    })
    window.webContents.once('did-finish-load', () => {
      this.#pageIsThere = true
    })
    window.on('closed', () => {
      this.#window = null
      this.#pageIsThere = false
    })
    this.#window = window
    this.#signs.windowOpened(window)
    this.#signs.show(this.#jobs(), window)
    window.setRepresentedFilename(this.#project ?? '')
    return window
  }

  /** Quits whatever is at work: the computer is being shut down, or somebody who cannot be asked wants it. */
  endUnasked(why: string): void {
    this.#options.log.info(`ends because of ${why}`)
    this.#guard.endUnasked()
    app.quit()
  }

  /** The window is gone and the project about to be closed. */
  end(): void {
    this.#ended = true
    this.#following.abort()
    this.#signs.end()
  }

  get ended(): boolean {
    return this.#ended
  }

  get words(): Words {
    return wordsOf(this.#options.look.current.language)
  }

  #jobs(): Job[] {
    const { topics } = this.#workbench
    // Topics of a project that was closed stay as they were last.
    if (this.#workbench.currentSummary() === null) return []
    return runningJobs({
      training: topics.current('training')?.state,
      import: topics.current('import')?.state,
      export: topics.current('export')?.state,
    })
  }

  #prompt(reason: LeaveReason) {
    return leavePrompt(this.#jobs(), reason, this.words)
  }

  async #mayLeave(reason: LeaveReason): Promise<boolean> {
    const prompt = this.#prompt(reason)
    if (!prompt) return true
    const { response } = await dialog.showMessageBox(this.show(), prompt)
    return response === 0
  }

  /** Has the window run one of its commands; a window that has to be opened first hears it when it is there. */
  #run(command: MenuCommand): void {
    const { webContents } = this.show()
    const send = () => webContents.send(menuChannel, command)
    // Not isLoading(): that is so, too, while the page goes from one of its views to another, and then nothing "finishes".
    if (this.#pageIsThere) send()
    else webContents.once('did-finish-load', send)
  }

  #drawMenus(): void {
    const { showLogs, showNotices } = this.#options
    setAppMenu(
      {
        platform: process.platform,
        words: this.words,
        hasProject: this.#project !== null,
        keys: this.#options.look.current.keys ?? {},
        recent: this.#workbench.recentProjects().filter(({ exists }) => exists),
        developerTools: !app.isPackaged,
      },
      {
        run: (command) => this.#run(command),
        newProject: () => void this.projects.create(),
        openProject: () => void this.projects.choose(),
        openRecent: (path) => void this.projects.open([path]),
        closeProject: () => void this.projects.close(),
        showLogs,
        showNotices,
      },
    )
  }

  /** Shows around the window what goes on in the project, for as long as the program runs. */
  async #follow(): Promise<void> {
    for await (const { event } of this.#workbench.topics.stream(this.#following.signal)) {
      try {
        this.#take(event)
      } catch (error) {
        this.#options.log.error(`the news of ${event.topic} could not be shown`, error)
      }
    }
  }

  #take(event: WindowEvent): void {
    this.#projectLog.take(event)
    if (event.topic === 'project') this.#takeProject(event.state?.path ?? null)
    this.#signs.show(this.#jobs(), this.#window)
    const ending = this.#endings.take(event, this.#project)
    if (!ending || this.#project === null) return
    const error = event.state !== null && 'error' in event.state ? event.state.error : null
    this.#projectLog.ended(ending, error?.code)
    this.#signs.tell(ending, basename(this.#project), this.words, this.#window, () => this.show())
  }

  #takeProject(path: string | null): void {
    if (path === this.#project) return
    this.#project = path
    if (path !== null) app.addRecentDocument(path)
    this.#window?.setRepresentedFilename(path ?? '')
    this.#drawMenus()
  }
}
