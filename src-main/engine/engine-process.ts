import os from 'node:os'
import { connectToHost } from '../process/parent-port.ts'
import { openProjectReader } from '../project/project-reader.ts'
import { loadBackend } from './backend.ts'
import { EngineSession } from './engine-session.ts'
import { type EngineMessage, heartbeatSeconds } from './protocol.ts'
import { inferPosteriors, train } from './training-loop.ts'

/*
 * Entry point of the engine process, under child_process.fork and under Electron's utilityProcess.
 */

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

const port = connectToHost<EngineMessage>()
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
