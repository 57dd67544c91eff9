import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { Workbench } from '../../app/workbench.ts'
import { FewlabelError } from '../../contract/errors.ts'
import { projectExtension } from '../../contract/project.ts'
import { setAppMenu } from './app-menu.ts'
import { chooseFile } from './dialogs.ts'
import { openMainWindow } from './main-window.ts'

export interface DesktopAppOptions {
  /** Folder of the built files. */
  build: string
  /** Where the window's place is kept. */
  configFolder: string
  icon: string | undefined
}

/** The one window, its menus, and what the system asks of a desktop program. */
export class DesktopApp {
  readonly #workbench: Workbench
  readonly #options: DesktopAppOptions
  #window: BrowserWindow | null = null

  constructor(workbench: Workbench, options: DesktopAppOptions) {
    this.#workbench = workbench
    this.#options = options
    setAppMenu(
      {
        newProject: () => void this.#newProject(),
        openProject: () => void this.#chooseProject(),
        closeProject: () => void this.#attempt(() => workbench.closeProject()),
        showAbout: () => app.showAboutPanel(),
      },
      !app.isPackaged,
    )
  }

  /** Brings the window to the front; opens it where there is none. */
  show(): BrowserWindow {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.focus()
      return this.#window
    }
    const window = openMainWindow({
      preload: join(this.#options.build, 'preload.cjs'),
      memoryFile: join(this.#options.configFolder, 'window.json'),
      icon: this.#options.icon,
    })
    window.on('close', (event) => {
      if (!this.#mayClose(window)) event.preventDefault()
    })
    window.on('closed', () => {
      this.#window = null
    })
    this.#window = window
    return window
  }

  /** Opens a project from the command line, a double click, or the menu. */
  async open(path: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#workbench.openProject(path)
      app.addRecentDocument(path)
    })
  }

  async #newProject(): Promise<void> {
    const path = await chooseFile(this.show(), {
      kind: 'save-file',
      title: 'New project',
      action: 'Create',
      folder: this.#workbench.shellInfo().projectsFolder,
      name: `Untitled${projectExtension}`,
      extensions: [projectExtension],
    })
    if (path !== null) await this.#attempt(() => this.#workbench.createProject(path))
  }

  async #chooseProject(): Promise<void> {
    const path = await chooseFile(this.show(), {
      kind: 'open-file',
      title: 'Open project',
      action: 'Open',
      extensions: [projectExtension],
    })
    if (path !== null) await this.open(path)
  }

  /** Training goes on from its last checkpoint another day, but nobody should end it by accident. */
  #mayClose(window: BrowserWindow): boolean {
    const state = this.#workbench.topics.current('training')?.state.state
    if (this.#workbench.currentSummary() === null || (state !== 'running' && state !== 'starting'))
      return true
    const response = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Training is running.',
      detail:
        'If you close Fewlabel now, training is paused; you can resume it when you open the project again.',
      buttons: ['Pause and close', 'Keep training'],
      defaultId: 1,
      cancelId: 1,
    })
    return response === 0
  }

  /** What fails outside the page is told by the system's message box. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const { message, details } = FewlabelError.from(thrown)
      await dialog.showMessageBox(this.show(), {
        type: 'error',
        message,
        detail: [details.file, details.remedy].filter(Boolean).join('\n\n'),
      })
    }
  }
}
