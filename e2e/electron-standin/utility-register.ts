import { EventEmitter } from 'node:events'
import { isMainThread } from 'node:worker_threads'

/*
 * Loaded before a program that the stand-in starts as a utility process: it finds `process.parentPort` there, and none
 * of child_process's ways to its parent, as in Electron.
 */
if (isMainThread && process.send) {
  const send = process.send.bind(process)
  const held: { data: unknown }[] = []
  let listening = false

  class ParentPort extends EventEmitter {
    postMessage(message: unknown): void {
      if (process.connected) send(message, undefined, undefined, () => {})
    }

    start(): void {
      listening = true
      for (const event of held.splice(0)) this.emit('message', event)
    }

    override on(event: string, listener: (event: { data: unknown }) => void): this {
      if (event !== 'message') throw new Error(`A ParentPort of Electron has no event "${event}".`)
      super.on(event, listener)
      // Electron keeps what comes until somebody listens.
      if (!listening) queueMicrotask(() => this.start())
      return this
    }
  }

  const port = new ParentPort()
  process.on('message', (data) => {
    const event = { data, ports: [] }
    if (listening) port.emit('message', event)
    else held.push(event)
  })
  process.on('disconnect', () => process.exit(0))
  Object.defineProperty(process, 'parentPort', { value: port })
  Object.defineProperty(process, 'type', { value: 'utility' })
  Object.defineProperty(process, 'send', { value: undefined })
}
