import os from 'node:os'
import { openProjectReader } from '../project/project-reader.ts'
import { loadBackend } from './backend.ts'
import { EngineSession } from './engine-session.ts'
import { type EngineMessage, heartbeatSeconds } from './protocol.ts'
import { inferPosteriors, train } from './training-loop.ts'

/*
 * Entry point of the engine process, under child_process.fork and under Electron's utilityProcess.
 */

/** Electron's port to the process that started this one (Electron.ParentPort, the part used here). */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

interface HostPort {
  send(message: EngineMessage): void
  onMessage(listener: (message: unknown) => void): void
}

function connectToHost(): HostPort {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  }
  if (!process.send) throw new Error('The engine is started by Fewlabel, not by hand.')
  // A host that is gone leaves nobody to work for. (Electron ends its utility processes itself.)
  process.on('disconnect', () => process.exit(0))
  return {
    // The callback takes the error of a host that has just gone; the disconnect follows.
    send: (message) => process.connected && process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', listener),
  }
}

/** Low priority: neither a label in the host nor the window waits for training. Before TensorFlow starts its threads, which inherit it. */
function yieldToHost(): void {
  try {
    // Windows gives nothing at all to its lowest class while anything else is busy.
    os.setPriority(
      process.platform === 'win32'
        ? os.constants.priority.PRIORITY_BELOW_NORMAL
        : os.constants.priority.PRIORITY_LOW,
    )
  } catch {
    // Not allowed here; the engine only competes harder then.
  }
}

yieldToHost()
// Ctrl-C in a terminal reaches the whole group of processes; it is the host that ends the engine, after a checkpoint.
process.on('SIGINT', () => {})

const port = connectToHost()
const session = new EngineSession(
  port.send,
  { loadBackend, openReader: openProjectReader, train, inferPosteriors },
  () => process.exit(0),
)

process.on('uncaughtException', (error) => {
  console.error(error)
  session.fail(error)
  // Time for the message to leave; the host starts a fresh process.
  setTimeout(() => process.exit(1), 100)
})
port.onMessage((message) => session.receive(message))
setInterval(() => port.send({ type: 'heartbeat' }), heartbeatSeconds * 1000).unref()
