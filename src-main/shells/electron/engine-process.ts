import { utilityProcess } from 'electron'
import type { EngineProcess } from '../../engine/engine-client.ts'

/** What is kept of the engine's error output, for the message about its death. */
const lastWordsLength = 2000

/**
 * Starts the engine as a utility process: apart from the windows, without a web engine, and not affected by the fuse
 * that keeps the packaged program from being used as Node. After `ready`.
 *
 * @param entry absolute path of build/engine.js
 */
export function forkEngineUtility(entry: string): EngineProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Fewlabel engine',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let lastWords = ''
  let fatal = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength)
  })
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
        listener({ cause: fatal || `exit code ${code}`, lastWords: lastWords.trim() })
      })
    },
    kill: () => {
      // Not child.kill(): that asks first, and an engine deep in TensorFlow does not hear it.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
  }
}
