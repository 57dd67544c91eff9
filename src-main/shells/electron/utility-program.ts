import { utilityProcess } from 'electron'
import type { ChildProgram } from '../../contract/child-program.ts'
import { LastWords } from '../../process/last-words.ts'

/**
 * Starts a program of ours as a utility process: apart from the windows, without a web engine, and not affected by the
 * fuse that keeps the packaged program from being used as Node. After `ready`.
 *
 * @param entry absolute path of the built file
 * @param serviceName its name in the system's list of processes
 */
export function startUtilityProgram(entry: string, serviceName: string): ChildProgram {
  const child = utilityProcess.fork(entry, [], { serviceName, stdio: ['ignore', 'ignore', 'pipe'] })
  const lastWords = new LastWords(child.stderr)
  let fatal = ''
  child.on('error', (type, location) => {
    fatal = `${type} at ${location}`
  })
  return {
    // Known once the process has been spawned, and gone when it has ended.
    get pid() {
      return child.pid ?? null
    },
    // Kept by Electron until the process listens; dropped when it has ended.
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', (code) => {
        listener({ cause: fatal || `exit code ${code}`, lastWords: lastWords.text() })
      })
    },
    kill: () => {
      // Not child.kill(): that asks first, and a program deep in native code does not hear it.
      const end = () => {
        try {
          if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
        } catch (thrown) {
          // It ended by itself, and Electron has not told yet.
          if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown
        }
      }
      if (child.pid === undefined) child.once('spawn', end)
      else end()
    },
  }
}
