// biome-ignore lint/suspicious/noExplicitAny: parameters are those of the interface that the link is made for
export type Methods<Side> = { [Name in keyof Side]: (...args: any[]) => any }

interface Message {
  kind: 'ask' | 'answer'
  id: number
  method?: string
  args?: unknown[]
  value?: unknown
  error?: string
}

/** Two processes that call each other's methods over a channel of messages in order. */
export class Link<Far extends Methods<Far>> {
  readonly #send: (message: Message) => void
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #next = 0
  #ended: string | null = null

  constructor(send: (message: object) => void) {
    this.#send = send
  }

  ask<Name extends keyof Far & string>(
    method: Name,
    ...args: Parameters<Far[Name]>
  ): Promise<Awaited<ReturnType<Far[Name]>>> {
    if (this.#ended !== null) return Promise.reject(new Error(this.#ended))
    const id = this.#next++
    const answer = Promise.withResolvers<unknown>()
    this.#waiting.set(id, answer)
    this.#send({ kind: 'ask', id, method, args })
    return answer.promise as Promise<Awaited<ReturnType<Far[Name]>>>
  }

  /** Asks without caring for the answer; what fails because the far side is gone is no error. */
  tell<Name extends keyof Far & string>(method: Name, ...args: Parameters<Far[Name]>): void {
    this.ask(method, ...args).catch(() => {})
  }

  /** Takes what came from the far side. */
  receive<Near extends Methods<Near>>(near: Near, message: unknown): void {
    const { kind, id, method, args, value, error } = message as Message
    if (kind === 'answer') {
      const answer = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error === undefined) answer?.resolve(value)
      else answer?.reject(new Error(error))
      return
    }
    Promise.try(() => near[method as keyof Near](...(args ?? []))).then(
      (value) => this.#send({ kind: 'answer', id, value }),
      (thrown) =>
        this.#send({ kind: 'answer', id, error: thrown instanceof Error ? thrown.message : String(thrown) }),
    )
  }

  /** The far side is gone: whoever waits for an answer is told. */
  end(reason: string): void {
    this.#ended = reason
    for (const answer of this.#waiting.values()) answer.reject(new Error(reason))
    this.#waiting.clear()
  }
}
