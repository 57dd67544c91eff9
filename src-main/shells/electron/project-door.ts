import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Workbench } from '../../app/workbench.ts'
import { FewlabelError } from '../../contract/errors.ts'
import { projectExtension, workExtension } from '../../contract/project-extension.ts'
import { chooseFile } from './file-dialog.ts'
import type { LeaveReason } from './leave-prompt.ts'
import type { Words } from './words/en.ts'

export interface ProjectDoorOptions {
  workbench: Workbench
  words: () => Words
  /** The window for dialogs, in front. */
  window: () => BrowserWindow
  /** Asks before running work is broken off. */
  mayLeave: (reason: LeaveReason) => Promise<boolean>
}

/** Makes, opens and closes projects for the menus and the system; what fails is told in the system's message box. */
export class ProjectDoor {
  readonly #options: ProjectDoorOptions

  constructor(options: ProjectDoorOptions) {
    this.#options = options
  }

  async create(): Promise<void> {
    const { workbench } = this.#options
    const { dialog: texts } = this.#words
    const path = await this.#choose({
      kind: 'save-file',
      title: texts.newProject,
      action: texts.create,
      folder: workbench.shellInfo().projectsFolder,
      name: texts.untitled + projectExtension,
      extensions: [projectExtension],
    })
    if (path === null || !(await this.#options.mayLeave('other'))) return
    await this.#attempt(texts.notCreated, () => workbench.createProject(path))
  }

  async choose(): Promise<void> {
    const { dialog: texts } = this.#words
    const path = await this.#choose({
      kind: 'open-file',
      title: texts.openProject,
      action: texts.open,
      extensions: [projectExtension, workExtension],
    })
    if (path !== null) await this.open([path])
  }

  /** Opens the first of several, and says so of the others: one project is open at a time. */
  async open([first, ...others]: readonly string[]): Promise<void> {
    const { workbench, mayLeave, window } = this.#options
    const { dialog: texts } = this.#words
    const isOpen = workbench.currentSummary()?.path === first
    if (!isOpen) {
      if (!(await mayLeave('other'))) return
      await this.#attempt(texts.notOpened, () => workbench.openProject(first))
    }
    if (others.length === 0) return
    await dialog.showMessageBox(window(), {
      type: 'info',
      message: texts.onlyOne,
      detail: texts.alsoNamed(basename(first), others),
    })
  }

  async close(): Promise<void> {
    if (!(await this.#options.mayLeave('close'))) return
    await this.#attempt(this.#words.dialog.notClosed, () => this.#options.workbench.closeProject())
  }

  get #words(): Words {
    return this.#options.words()
  }

  #choose(request: Parameters<typeof chooseFile>[1]): Promise<string | null> {
    return chooseFile(this.#options.window(), request, this.#words)
  }

  /** The heading is in the language of the window, the host's own sentences are English. */
  async #attempt(failed: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const { message, details } = FewlabelError.from(thrown)
      await dialog.showMessageBox(this.#options.window(), {
        type: 'error',
        message: failed,
        detail: [message, details.file, details.found, details.remedy].filter(Boolean).join('\n\n'),
      })
    }
  }
}
