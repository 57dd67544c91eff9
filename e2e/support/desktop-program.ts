import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { _electron, type BrowserContext, type Page } from 'playwright/test'
import { launchStandIn, type StandIn } from '../electron-standin/launch.ts'
import { chromiumPath, viewport } from './host-shape.ts'

type ElectronModule = typeof Electron.CrossProcessExports

/** The desktop program as a test holds it: under Electron, or under the stand-in for it. */
export interface DesktopProgram {
  readonly pid: number
  /** Exit code; null after a signal. */
  readonly ended: Promise<number | null>
  /** Null under Electron itself. */
  readonly standIn: StandIn | null
  window(): Promise<Page>
  /** Runs a function in the main process. It comes there as text, so it may use nothing but its arguments. */
  evaluate<Result, Argument = undefined>(
    work: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>
  output(): string
}

interface Start {
  args: string[]
  env: NodeJS.ProcessEnv
  prepare: (context: BrowserContext) => Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Electron's binary, where the tests run on Electron itself. */
export const electronBinary = process.env.FEWLABEL_E2E_ELECTRON || undefined

export function launchDesktop(start: Start): Promise<DesktopProgram> {
  return electronBinary === undefined
    ? Promise.resolve(underStandIn(start))
    : underElectron(electronBinary, start)
}

/** Starts the program where it runs already: it hands over what it was given, and ends. Its exit code. */
export function launchBeside(start: Omit<Start, 'prepare'>): Promise<number | null> {
  if (electronBinary === undefined) return underStandIn({ ...start, prepare: async () => {} }).ended
  // As Playwright starts the first one: not every Linux machine lets an Electron that is not installed have its sandbox.
  const switches = process.platform === 'linux' ? ['--no-sandbox'] : []
  const child = spawn(electronBinary, [...switches, root, ...start.args], { env: start.env, stdio: 'ignore' })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

function underStandIn({ args, env, prepare }: Start): DesktopProgram {
  const standIn = launchStandIn({
    main: `${root}/build/electron-main.js`,
    args,
    env,
    prepare,
    viewport,
    executablePath: chromiumPath,
  })
  return {
    pid: standIn.process.pid as number,
    ended: standIn.ended,
    standIn,
    window: () => standIn.firstWindow(),
    evaluate: (work, argument) => standIn.evaluate(work, argument),
    output: () => standIn.output,
  }
}

async function underElectron(executablePath: string, { args, env, prepare }: Start): Promise<DesktopProgram> {
  const application = await _electron.launch({
    executablePath,
    args: [root, ...args],
    env: env as Record<string, string>,
  })
  const child = application.process()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString()
    })
  }
  return {
    pid: child.pid as number,
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    standIn: null,
    async window() {
      const page = await application.firstWindow()
      // The page is on its way by now: what is to be there before its scripts takes effect when it is loaded anew.
      await prepare(application.context())
      await page.setViewportSize(viewport)
      await page.reload()
      return page
    },
    evaluate: (work, argument) => application.evaluate(work as never, argument as never),
    output: () => output,
  }
}
