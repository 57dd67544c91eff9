import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { BrowserWindowStandIn } from './browser-window.ts'
import { refusing } from './refusal.ts'
import type { SentFrom } from './sides.ts'

type Listener = (event: IpcMainEvent, ...args: unknown[]) => void
type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()
const listeners = new Map<string, Set<Listener>>()

/** Messages from the windows' preload scripts. */
export const ipcMain = refusing('IpcMain', {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  handleOnce(channel, handler) {
    this.handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    })
  },
  removeHandler(channel) {
    handlers.delete(channel)
  },
  on(channel, listener) {
    const all = listeners.get(channel) ?? new Set()
    listeners.set(channel, all.add(listener as Listener))
    return this as unknown as IpcMain
  },
  off(channel, listener) {
    listeners.get(channel)?.delete(listener as Listener)
    return this as unknown as IpcMain
  },
  removeListener(channel, listener) {
    return this.off(channel, listener)
  },
  removeAllListeners(channel) {
    if (channel === undefined) listeners.clear()
    else listeners.delete(channel)
    return this as unknown as IpcMain
  },
} satisfies Pick<
  IpcMain,
  'handle' | 'handleOnce' | 'removeHandler' | 'on' | 'off' | 'removeListener' | 'removeAllListeners'
>)

export async function invoked(
  id: number,
  from: SentFrom,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler)
    throw new Error(`Error invoking remote method '${channel}': No handler registered for '${channel}'`)
  try {
    return await handler(eventOf(id, from), ...args)
  } catch (error) {
    // In Electron's words: an error crosses as its text.
    throw new Error(`Error invoking remote method '${channel}': ${error}`)
  }
}

export function received(id: number, from: SentFrom, channel: string, args: unknown[]): void {
  const event = eventOf(id, from) as unknown as IpcMainEvent
  for (const listener of [...(listeners.get(channel) ?? [])]) listener(event, ...args)
}

function eventOf(id: number, { url, isMainFrame }: SentFrom): IpcMainInvokeEvent {
  const contents = BrowserWindowStandIn.fromId(id)?.webContents
  if (!contents) throw new Error('the window is gone')
  return refusing('IpcMainInvokeEvent', {
    type: 'frame' as const,
    sender: contents,
    senderFrame: contents._frame(url, isMainFrame),
    frameId: 1,
    processId: id,
  }) as unknown as IpcMainInvokeEvent
}
