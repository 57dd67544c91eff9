import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { ChildExit } from '../contract/child-program.ts'
import { forkProgram } from './fork-program.ts'

const start = () => {
  const program = forkProgram(new URL('./testing/echo-program.ts', import.meta.url))
  const exit = new Promise<ChildExit>((resolve) => program.onExit(resolve))
  return { program, exit }
}

it('carries messages both ways, typed arrays as they are', async () => {
  const { program, exit } = start()
  const answer = new Promise((resolve) => program.onMessage(resolve))
  const message = { bytes: Uint8Array.of(1, 2), floats: Float32Array.of(0.5), text: 'é' }
  program.send(message)
  expect(await answer).toEqual(message)
  expect(program.pid).toBeGreaterThan(0)
  // Ctrl-C reaches the whole group of processes: the host decides who ends when.
  process.kill(program.pid as number, 'SIGINT')
  process.kill(program.pid as number, 'SIGHUP')
  const again = new Promise((resolve) => program.onMessage(resolve))
  program.send('still there')
  expect(await again).toBe('still there')
  program.kill()
  expect(await exit).toEqual({ cause: 'SIGKILL', lastWords: '' })
  program.send('to nobody')
})

it('tells how it ended, and its last words that mean something', async () => {
  const { program, exit } = start()
  program.send('fall over')
  expect(await exit).toEqual({ cause: 'exit code 3', lastWords: 'no more room' })
})

it('ends with its host, whatever its threads are at', async () => {
  const program = fork(new URL('./testing/echo-program.ts', import.meta.url), { execArgv: [] })
  program.send('work')
  await once(program, 'message')
  program.disconnect()
  await once(program, 'exit')
})
