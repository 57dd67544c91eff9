import type { WindowEvent, WindowTopic } from '../contract/window.ts'

export interface TopicMessage {
  /** Counts up; the stream's resume id. */
  id: string
  event: WindowEvent
}

/**
 * The host's live state by topic. A stream first gets every topic as it stands, then each change. A slow reader is
 * never sent a backlog: it gets the newest state of each topic that changed, once.
 */
export class Topics {
  readonly #current = new Map<WindowTopic, WindowEvent>()
  readonly #readers = new Set<(topic: WindowTopic) => void>()
  #sequence = 0

  publish(event: WindowEvent): void {
    this.#current.set(event.topic, event)
    for (const notify of this.#readers) notify(event.topic)
  }

  current<T extends WindowTopic>(topic: T): Extract<WindowEvent, { topic: T }> | undefined {
    return this.#current.get(topic) as Extract<WindowEvent, { topic: T }> | undefined
  }

  /** Ends when the signal aborts or the reader leaves. */
  async *stream(signal?: AbortSignal): AsyncGenerator<TopicMessage, void> {
    const changed = new Set<WindowTopic>(this.#current.keys())
    let wake: () => void = () => {}
    const notify = (topic: WindowTopic) => {
      changed.add(topic)
      wake()
    }
    const onAbort = () => wake()
    this.#readers.add(notify)
    signal?.addEventListener('abort', onAbort)
    try {
      while (!signal?.aborted) {
        for (const topic of changed) {
          changed.delete(topic)
          const event = this.#current.get(topic)
          if (event) yield { id: String(++this.#sequence), event }
        }
        if (changed.size > 0 || signal?.aborted) continue
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      this.#readers.delete(notify)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}
