import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { externalLinks } from '../../src-main/contract/desktop.ts'
import { expect, makeProject, test, watchDeeds } from '../support/desktop-test.ts'
import { askedDialogs } from '../support/dialogs.ts'

test('the page gets six functions and nothing of Node or Electron', async ({ desktop }) => {
  const page = await desktop.open()
  const seen = await page.evaluate(() => {
    const own = window as unknown as Record<string, unknown>
    const bridge = own.fewlabel as Record<string, unknown>
    return {
      bridge: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in own,
      ),
    }
  })
  expect(seen).toEqual({
    bridge: ['chooseFile', 'onMenu', 'pathOf', 'setLook', 'shell', 'showFolder', 'showItem'],
    frozen: true,
    node: [],
  })
})

test('messages are taken from our own main frame only, and only of the agreed form', async ({ desktop }) => {
  const page = await desktop.open()
  const refused = await page.evaluate(async () => {
    const { chooseFile, setLook, showFolder } = (
      window as unknown as { fewlabel: Record<string, (input: unknown) => Promise<unknown>> }
    ).fewlabel
    const told = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message)
    return [
      await told(chooseFile({ kind: 'open-all', title: 'x', action: 'x' })),
      await told(setLook({ theme: 'pink', language: 'en' })),
      await told(showFolder('/etc')),
    ]
  })
  for (const told of refused) expect(told).toContain('refused')
  const { standIn } = desktop.program
  test.skip(standIn === null, 'in Electron a frame has no preload script to send anything with')
  for (const url of ['http://fewlabel.app.localhost/', 'https://example.org/']) {
    const asked = standIn?.invokeAsFrame(url, 'fewlabel:choose-file', {
      kind: 'open-file',
      title: 'x',
      action: 'x',
    })
    await expect(asked).rejects.toThrow('refused')
  }
  expect(await askedDialogs(desktop.program)).toEqual([])
})

test('the window goes nowhere, and opens nothing but the links that are agreed', async ({ desktop }) => {
  const page = await desktop.open()
  const deeds = await watchDeeds(desktop.program)
  const own = page.url()
  for (const address of ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd']) {
    await page.evaluate((to) => {
      window.location.href = to
    }, address)
    await page.waitForTimeout(300)
    expect(page.url(), address).toBe(own)
  }
  const windows = () => desktop.program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  for (const address of ['https://example.org/', own, 'javascript:alert(1)', `${externalLinks[0]}x`]) {
    await page.evaluate((to) => {
      window.open(to)
    }, address)
  }
  await page.evaluate((to) => {
    window.open(to)
  }, externalLinks[0])
  await expect
    .poll(async () => (await deeds()).map((deed) => [deed.what, ...deed.with]))
    .toEqual([['openExternal', externalLinks[0]]])
  expect(await windows()).toBe(1)
  await expect(page.getByRole('button', { name: /Open the sample project/ })).toBeVisible()
})

test('no request leaves, even for a page that nothing else would hold back', async ({ desktop }) => {
  let reached = 0
  const server = createServer((_, response) => {
    reached++
    response.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const page = await desktop.open()
  // Without the page's own policy, which would refuse all of it earlier.
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  const addresses = [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    'https://example.org/',
    'http://example.org/',
  ]
  const answers = await page.evaluate(
    (all) =>
      Promise.all(
        all.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
      ),
    addresses,
  )
  server.close()
  expect(answers).toEqual(addresses.map(() => 'refused'))
  expect(reached).toBe(0)
})

test('the page may copy text, and nothing else that a browser asks about', async ({ desktop }) => {
  const page = await desktop.open()
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'midi', 'clipboard-read']
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await state(name)])))
  })
  for (const [name, state] of Object.entries(states)) expect(state, name).not.toBe('granted')
})

test('a stream ends when the page leaves it', async ({ desktop }) => {
  const page = await desktop.open(makeProject(desktop.home, 'streams'))
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible()
  // What tells the host that a reader is gone is the signal of the bridge (cancel-bridge.ts), and nothing else.
  await desktop.program.evaluate(() => {
    const counts = globalThis as unknown as { aborted: number }
    counts.aborted = 0
    const { abort } = AbortController.prototype
    AbortController.prototype.abort = function (...reason) {
      counts.aborted++
      return abort.apply(this, reason)
    }
  })
  const aborted = () => desktop.program.evaluate(() => (globalThis as unknown as { aborted: number }).aborted)
  for (let round = 1; round <= 3; round++) {
    await page.reload()
    await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible()
    await expect.poll(aborted).toBeGreaterThanOrEqual(round)
  }
})
