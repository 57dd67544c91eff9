import type { Page } from 'playwright/test'
import { type DesktopProgram, launchBeside, launchDesktop } from './desktop-program.ts'
import { answer, answerDialogs, sayYesToAll } from './dialogs.ts'
import { type Host, type Preparation, skipTour } from './host-shape.ts'

/** So long a program may take to end in its order. */
const patience = 20_000

/** The desktop shell: host and window are one program, and end together. */
export class DesktopHost implements Host {
  readonly shell = 'desktop'
  readonly home: string
  readonly #preparations: Preparation[] = [(context) => context.addInitScript(skipTour)]
  #program: DesktopProgram | null = null

  constructor(home: string) {
    this.home = home
  }

  get program(): DesktopProgram {
    if (!this.#program) throw new Error('the program does not run')
    return this.#program
  }

  prepare(preparation: Preparation): void {
    this.#preparations.push(preparation)
  }

  async open(...projects: string[]): Promise<Page> {
    this.#program = await launchDesktop({
      args: projects,
      env: this.#environment,
      prepare: async (context) => {
        for (const preparation of this.#preparations) await preparation(context)
      },
    })
    const page = await this.#program.window()
    await answerDialogs(this.#program)
    // The window is there before the program sends it to its page.
    await page.waitForURL((url) => url.protocol !== 'about:')
    await page.waitForLoadState()
    return page
  }

  /** Starts the program beside the one that runs, as a second double click does; its exit code. */
  startAgain(projects: string[]): Promise<number | null> {
    return launchBeside({ args: projects, env: this.#environment })
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, FEWLABEL_HOME: this.home }
  }

  async kill(): Promise<void> {
    const program = this.#take()
    if (!program) return
    killProcess(program)
    await program.ended
  }

  async stop(): Promise<void> {
    const program = this.#take()
    if (!program) return
    await sayYesToAll(program)
    await program.evaluate(({ app }) => app.quit())
    await program.ended
  }

  async chooseFile(_page: Page, openDialog: () => Promise<void>, path: string): Promise<void> {
    const isMac = process.platform === 'darwin'
    await answer(this.program, ...(isMac ? [] : [{ button: 'File…' }]), { path })
    await openDialog()
  }

  async end(): Promise<void> {
    const program = this.#take()
    if (!program) return
    const late = setTimeout(() => killProcess(program), patience)
    await sayYesToAll(program)
      .then(() => program.evaluate(({ app }) => app.quit()))
      .catch(() => killProcess(program))
    await program.ended
    clearTimeout(late)
  }

  #take(): DesktopProgram | null {
    const program = this.#program
    this.#program = null
    return program
  }
}

function killProcess({ pid }: DesktopProgram): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
