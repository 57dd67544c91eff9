import { type ReactNode, useEffect, useRef } from 'react'
import type { KeyId } from './keymap.ts'

interface Runnable {
  /** Left out of the palette while it could do nothing. */
  enabled?: boolean
  /** Called after the palette has closed and the focus is where it was. */
  run: () => void
}

/** A command of the key table, with its name and keys. */
export interface KeyCommand extends Runnable {
  id: KeyId
  title?: undefined
  /** Said beside the name: what it would act on at the moment. */
  detail?: string
}

/** A command of the moment, such as giving one class or opening one project. */
export interface OwnCommand extends Runnable {
  /** Unlike any other on screen: `class:12` */
  id: string
  title: string
  /** Heading in the palette. */
  group: string
  /** More words to find it by, beside the title. */
  detail?: string
  caps?: string[]
  icon?: ReactNode
}

export type Command = KeyCommand | OwnCommand

type Provider = () => readonly Command[]
const providers = new Set<Provider>()

/**
 * Offers commands in the palette while the component is mounted. They are asked for when it opens, so that many of them
 * cost nothing before.
 */
export function useCommands(provide: Provider): void {
  const latest = useRef(provide)
  useEffect(() => {
    latest.current = provide
  })
  useEffect(() => {
    const ask: Provider = () => latest.current()
    providers.add(ask)
    return () => {
      providers.delete(ask)
    }
  }, [])
}

/** What can be done at the moment; of several with the same id, the one offered last. */
export function currentCommands(): Command[] {
  const found = new Map<string, Command>()
  for (const provide of providers) {
    for (const command of provide()) if (command.enabled !== false) found.set(command.id, command)
  }
  return [...found.values()]
}
