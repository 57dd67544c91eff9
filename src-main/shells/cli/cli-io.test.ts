import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'

it('goes on when nobody reads what it says any more, to leave everything whole', async () => {
  const script = `
    const { processIo } = await import('${new URL('./cli-io.ts', import.meta.url).href}')
    const io = processIo()
    process.once('message', () => {
      io.err('Closing the project…')
      io.out('rows')
      setTimeout(() => process.send('closed', () => process.exit(0)), 50)
    })
    process.send('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  await once(child, 'message')
  child.stdout?.destroy()
  child.stderr?.destroy()
  const closed = once(child, 'message')
  child.send('stop')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(await closed).toEqual(['closed', undefined])
})
