import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createSharedLock, withLock } from './shared-lock.ts'

describe('withLock', () => {
  it('lets one in at a time, and lets go when the work fails', async () => {
    const lock = createSharedLock()
    let inside = 0
    let most = 0
    const visit = async (index: number) => {
      await withLock(lock, async () => {
        most = Math.max(most, ++inside)
        await setImmediate()
        inside--
        if (index % 3 === 0) throw new Error('failed')
      }).catch(() => {})
    }
    await Promise.all(Array.from({ length: 12 }, (_, index) => visit(index)))
    expect(most).toBe(1)
    expect(lock[0]).toBe(0)
  })

  it('holds between threads', async () => {
    const lock = createSharedLock()
    const source = `
      import { parentPort, workerData } from 'node:worker_threads'
      // Waiting for the lock alone does not keep a thread alive; an image worker listens for tasks, too.
      const alive = setInterval(() => {}, 1000)
      const { withLock } = await import(workerData.url)
      await withLock(workerData.lock, async () => parentPort.postMessage('inside'))
      clearInterval(alive)
    `
    const url = new URL('./shared-lock.ts', import.meta.url).href
    const messages: string[] = []
    let exited: Promise<unknown> = Promise.resolve()
    await withLock(lock, async () => {
      const started = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
        workerData: { url, lock },
        execArgv: [],
      })
      exited = new Promise((resolve) => started.once('exit', resolve))
      started.on('message', (message: string) => messages.push(message))
      await new Promise((resolve) => started.once('online', resolve))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(messages).toEqual([])
    })
    await exited
    expect(messages).toEqual(['inside'])
  })
})
