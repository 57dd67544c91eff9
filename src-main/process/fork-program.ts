import { fork } from 'node:child_process'
import type { ChildProgram } from '../contract/child-program.ts'
import { LastWords } from './last-words.ts'

/**
 * Starts a program of ours as a child of this Node process.
 *
 * @param entry path or file URL of its source or its built file
 */
export function forkProgram(entry: string | URL): ChildProgram {
  const child = fork(entry, [], {
    // Typed arrays as they are, instead of JSON.
    serialization: 'advanced',
    // Flags of this process (a debugger's port, a test runner's loader) are not for the child.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = new LastWords(child.stderr)
  return {
    pid: child.pid ?? null,
    // To a child that has just died a message cannot be sent; its exit is reported on its own.
    send: (message) => {
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false
      const tell = (cause: string) => {
        if (!told) listener({ cause, lastWords: lastWords.text() })
        told = true
      }
      child.on('error', (error) => tell(error.message))
      child.on('exit', (code, signal) => tell(signal ?? `exit code ${code}`))
    },
    kill: () => child.kill('SIGKILL'),
  }
}
