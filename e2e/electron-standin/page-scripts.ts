/*
 * Functions that run in the window's page, sent there as text: they may use nothing from outside themselves.
 *
 * The preload script runs in an isolated world, as in Electron: a JavaScript of its own over the same document. The two
 * worlds speak through events of the document, whose details Chromium clones at the border.
 */

interface BridgeEnd {
  pack(value: unknown): unknown
  unpack(value: unknown): unknown
  cross(message: object): { value?: unknown; error?: string } | null
  onExpose: (name: string, value: unknown) => void
}

/** One end of the bridge between the worlds: functions and promises cross as numbers, all else as clones. */
export function bridgeEnd(key: string, here: string, there: string): BridgeEnd {
  interface Message {
    kind: 'call' | 'settle' | 'expose'
    id: number
    args: unknown[]
    name: string
    value?: unknown
    error?: string
  }
  type Packed = { [mark: string]: unknown }
  const mark = `${key}:packed`
  const handed = new Map<number, (...args: unknown[]) => unknown>()
  const promised = new Map<number, PromiseWithResolvers<unknown>>()
  let next = 0
  const text = (error: unknown) => (error instanceof Error ? error.message : String(error))

  const end: BridgeEnd = {
    pack(value) {
      if (typeof value === 'function') {
        handed.set(next, value as (...args: unknown[]) => unknown)
        return { [mark]: 'function', id: next++ }
      }
      if (value instanceof Promise) {
        const id = next++
        value.then(
          (settled) => end.cross({ kind: 'settle', id, value: end.pack(settled) }),
          (error) => end.cross({ kind: 'settle', id, error: text(error) }),
        )
        return { [mark]: 'promise', id }
      }
      if (Array.isArray(value)) return value.map(end.pack)
      if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, end.pack(inner)]))
      return structuredClone(value)
    },
    unpack(value) {
      if (Array.isArray(value)) return value.map(end.unpack)
      if (typeof value !== 'object' || value === null) return value
      const packed = value as Packed
      const id = packed.id as number
      if (packed[mark] === 'function')
        return (...args: unknown[]) => {
          const answer = end.cross({ kind: 'call', id, args: args.map(end.pack) })
          if (!answer) throw new Error('the bridge to the preload script is gone')
          if (answer.error !== undefined) throw new Error(answer.error)
          return end.unpack(answer.value)
        }
      if (packed[mark] === 'promise') {
        const promise = Promise.withResolvers<unknown>()
        promised.set(id, promise)
        return promise.promise
      }
      if (Object.getPrototypeOf(value) !== Object.prototype) return value
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, end.unpack(inner)]))
    },
    cross(message) {
      let answer: { value?: unknown; error?: string } | null = null
      const take = (event: Event) => {
        answer = (event as CustomEvent).detail
      }
      document.addEventListener(`${key}:answer-to-${here}`, take)
      document.dispatchEvent(new CustomEvent(`${key}:to-${there}`, { detail: message }))
      document.removeEventListener(`${key}:answer-to-${here}`, take)
      return answer
    },
    onExpose() {},
  }
  document.addEventListener(`${key}:to-${here}`, (event) => {
    const message = (event as CustomEvent<Message>).detail
    let answer: object = {}
    try {
      if (message.kind === 'expose') end.onExpose(message.name, end.unpack(message.value))
      else if (message.kind === 'call') {
        const args = message.args.map(end.unpack)
        answer = { value: end.pack(handed.get(message.id)?.(...args)) }
      } else {
        const promise = promised.get(message.id)
        promised.delete(message.id)
        if (message.error === undefined) promise?.resolve(end.unpack(message.value))
        else promise?.reject(new Error(message.error))
      }
    } catch (error) {
      answer = { error: text(error) }
    }
    document.dispatchEvent(new CustomEvent(`${key}:answer-to-${there}`, { detail: answer }))
  })
  return end
}

/** In the page's own world, before its scripts: shows there what the preload script exposes. */
export function inPage(key: string, end: BridgeEnd): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) freeze(inner)
      Object.freeze(value)
    }
    return value
  }
  void key
  end.onExpose = (name, value) => {
    Object.defineProperty(window, name, { value: freeze(value), enumerable: true })
  }
}

/**
 * In the isolated world: runs the preload script with the `require` of Electron's sandbox.
 *
 * @param rendererNames what Electron exports there
 */
export function inPreload(end: BridgeEnd, preload: string, rendererNames: string[], version: string): void {
  type Listener = (event: object, ...args: unknown[]) => void
  const world = globalThis as unknown as {
    electronStandInSend?: (text: string) => void
    electronStandInReceive: (text: string) => void
    electronStandInFiles: Map<number, File>
  }
  const send = world.electronStandInSend
  if (!send) throw new Error('the stand-in for Electron has no way out of the preload script')
  delete world.electronStandInSend
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Map<string, Set<Listener>>()
  let next = 0
  const refusing = (path: string, known: object) =>
    new Proxy(known, {
      get(target, name) {
        if (typeof name === 'symbol' || name in target || name === 'then') return Reflect.get(target, name)
        const has = path !== 'electron' || rendererNames.includes(name)
        throw new Error(
          has
            ? `The stand-in for Electron does not implement ${path}.${name} in a preload script.`
            : `Electron ${version} has no ${path}.${name} in a preload script, by its electron.d.ts.`,
        )
      },
    })
  // The border to the main process: a structured clone is made, so that what cannot be cloned is refused here.
  const nothing = '\u0000undefined'
  const toText = (message: object) =>
    JSON.stringify(structuredClone(message), (_key, item) => {
      if (item === undefined) return nothing
      const prototype = typeof item === 'object' && item !== null ? Object.getPrototypeOf(item) : null
      if (prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype)
        throw new Error('The stand-in for Electron passes on plain values only.')
      return item
    })
  const revive = (item: unknown): unknown => {
    if (item === nothing) return undefined
    if (Array.isArray(item)) return item.map(revive)
    if (typeof item !== 'object' || item === null) return item
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, revive(inner)]))
  }
  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]) {
      const id = next++
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      send(toText({ kind: 'invoke', id, channel, args }))
      return answer.promise
    },
    send(channel: string, ...args: unknown[]) {
      send(toText({ kind: 'send', id: next++, channel, args }))
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
  }
  world.electronStandInReceive = (text) => {
    const message = revive(JSON.parse(text)) as {
      kind: 'answer' | 'message'
      id: number
      channel: string
      args: unknown[]
      value?: unknown
      error?: string
    }
    if (message.kind === 'message') {
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.args)
      return
    }
    const answer = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) answer?.resolve(message.value)
    else answer?.reject(new Error(message.error))
  }
  world.electronStandInFiles = new Map()
  const webUtils = {
    /** Electron answers at once. Here the answer comes from outside the page, and the bridge passes a promise on as well. */
    getPathForFile(file: File) {
      const id = next++
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      world.electronStandInFiles.set(id, file)
      send(toText({ kind: 'path', id, channel: '', args: [] }))
      return answer.promise
    },
  }
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      const answer = end.cross({ kind: 'expose', name, value: end.pack(api) })
      if (answer?.error !== undefined) throw new Error(answer.error)
    },
  }
  const electron = refusing('electron', {
    contextBridge: refusing('contextBridge', contextBridge),
    ipcRenderer: refusing('ipcRenderer', ipcRenderer),
    webUtils: refusing('webUtils', webUtils),
  })
  const required = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  new Function('require', 'module', 'exports', 'process', preload)(required, module, module.exports, {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: '',
  })
}
