/** Electron's port to the process that started this one (Electron.ParentPort, the part used here). */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The host, seen from one of its programs. */
export interface HostPort<Message> {
  send(message: Message): void
  onMessage(listener: (message: unknown) => void): void
}

/** The way to the host, under child_process.fork and under Electron's utilityProcess. */
export function connectToHost<Message>(): HostPort<Message> {
  // Ctrl-C in a terminal, and the terminal's own end, reach the whole group of processes; it is the host that ends its
  // programs, in its order.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  }
  if (!process.send) throw new Error('This program is started by Fewlabel, not by hand.')
  // A host that is gone leaves nobody to work for. (Electron ends its utility processes itself.) Not process.exit(), which
  // waits for threads in the middle of something, such as an image that is decoded for ever.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return {
    // The callback takes the error of a host that has just gone; the disconnect follows.
    send: (message) => process.connected && process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', listener),
  }
}
