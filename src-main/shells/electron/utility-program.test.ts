import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, expect, it, vi } from 'vitest'
import type { ChildExit } from '../../contract/child-program.ts'
import { startUtilityProgram } from './utility-program.ts'

class FakeUtility extends EventEmitter {
  pid: number | undefined
  readonly stderr = new PassThrough()
  readonly sent: unknown[] = []
  postMessage(message: unknown) {
    this.sent.push(message)
  }
}

const started = vi.hoisted(() => [] as { arguments: unknown[]; child: unknown }[])
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...args: unknown[]) => {
      const child = new FakeUtility()
      started.push({ arguments: args, child })
      return child
    },
  },
}))

function start() {
  const program = startUtilityProgram('/build/engine.js', 'Fewlabel engine')
  const last = started[started.length - 1]
  return { program, child: last.child as FakeUtility, args: last.arguments }
}

afterEach(() => {
  vi.restoreAllMocks()
})

it('starts the built file under its name, and carries messages', () => {
  const { program, child, args } = start()
  expect(args[0]).toBe('/build/engine.js')
  expect(args[2]).toMatchObject({ serviceName: 'Fewlabel engine' })
  const heard: unknown[] = []
  program.onMessage((message) => heard.push(message))
  child.emit('message', 'hello')
  program.send('go on')
  expect([heard, child.sent]).toEqual([['hello'], ['go on']])
})

it('tells how it ended, and its last words', async () => {
  const { program, child } = start()
  const exits: ChildExit[] = []
  program.onExit((exit) => exits.push(exit))
  child.stderr.write('no more room\n')
  await new Promise(setImmediate)
  child.emit('error', 'FatalError', 'v8::Allocate', '{}')
  child.emit('exit', 5)
  child.emit('exit', 5)
  expect(exits).toEqual([{ cause: 'FatalError at v8::Allocate', lastWords: 'no more room' }])
})

it('is killed at once, or as soon as it is there', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  const { program, child } = start()
  expect(program.pid).toBeNull()
  program.kill()
  expect(kill).not.toHaveBeenCalled()
  child.pid = 4242
  child.emit('spawn')
  expect(kill).toHaveBeenCalledExactlyOnceWith(4242, 'SIGKILL')
  program.kill()
  expect(kill).toHaveBeenCalledTimes(2)
  // Gone, but its end not told yet.
  kill.mockImplementation(() => {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
  })
  program.kill()
})
