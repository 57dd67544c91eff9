import { fork } from 'node:child_process'
import type { EngineProcess } from './engine-client.ts'

/** What is kept of the engine's error output, for the message about its death. */
const lastWordsLength = 2000

/**
 * Starts the engine as a child of this Node process.
 *
 * @param entry path or file URL of engine-process.ts (sources) or build/engine.js (built)
 */
export function forkEngineProcess(entry: string | URL): EngineProcess {
  const child = fork(entry, [], {
    // Typed arrays as they are, instead of JSON.
    serialization: 'advanced',
    // Flags of this process (a debugger's port, a test runner's loader) are not for the child.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength)
    if (process.env.FEWLABEL_DEBUG) process.stderr.write(text)
  })
  return {
    pid: child.pid ?? null,
    // To a child that has just died a message cannot be sent; its exit is reported on its own.
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false
      const tell = (cause: string) => {
        if (!told) listener({ cause, lastWords: meaningful(lastWords) })
        told = true
      }
      child.on('error', (error) => tell(error.message))
      child.on('exit', (code, signal) => tell(signal ?? `exit code ${code}`))
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** Without what TensorFlow prints at every start, however quiet it is told to be. */
function meaningful(output: string): string {
  const lines = output.split('\n').filter((line) => !/^(I\d{4} |WARNING: All log messages before)/.test(line))
  return lines.join('\n').trim()
}
