import { EventEmitter } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { connectToHost } from './parent-port.ts'

/*
 * The way under Electron; the one under Node is that of fork-program.test.ts.
 */

const owner = process as { parentPort?: unknown }
afterEach(() => {
  owner.parentPort = undefined
})

it('takes Electron’s port where there is one, whose messages come wrapped', () => {
  const sent: unknown[] = []
  const parentPort = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => sent.push(message),
  })
  owner.parentPort = parentPort
  const port = connectToHost<string>()
  const heard: unknown[] = []
  port.onMessage((message) => heard.push(message))
  parentPort.emit('message', { data: 'from the host' })
  port.send('from the program')
  expect([heard, sent]).toEqual([['from the host'], ['from the program']])
})
