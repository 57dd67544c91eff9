import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'playwright/test'
import { launchDesktop } from '../support/desktop-program.ts'
import { skipTour } from '../support/host-shape.ts'
import { describeFindings } from './finding.ts'
import { plantInPage } from './plant-in-page.ts'
import { SocketWatch } from './process-sockets.ts'
import { wholeSession } from './session.ts'
import { guardEnvironment, readRecord, WatchedHost } from './watched-host.ts'
import { WatchedWindow } from './watched-window.ts'

/*
 * No network call ever: a whole session of the built program, with every socket of it watched. To see that the watch
 * would notice, run it with FEWLABEL_PLANT=page|host|engine|decoder|worker|native: it has to fail.
 */

const plant = process.env.FEWLABEL_PLANT ?? ''
const addon = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node', import.meta.url),
)

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-network-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a whole session reaches nothing beyond this machine', async () => {
  const host = await WatchedHost.start(folder, plant)
  const window = await WatchedWindow.start(folder)
  const page = await window.page()
  // A policy that refuses what the window needs, or that the browser does not understand, is said here.
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/polic|refused|blocked/i.test(message.text())) complaints.push(message.text())
  })
  const engines = existsSync(addon) ? (['native', 'wasm'] as const) : (['wasm'] as const)
  await page.goto(host.url)
  const trained = await wholeSession(page, folder, engines)
  if (plant === 'page') await plantInPage(page)
  await page.close()
  const [seen, shown] = [await host.stop(), await window.stop()]

  const findings = [...seen.findings, ...shown.findings]
  expect(findings, `beyond this machine:\n${describeFindings(findings)}\n`).toEqual([])

  // What a watcher did not see, it has not proven: each must have been where it claims to have been.
  expect(trained).toEqual(engines)
  expect(complaints).toEqual([])
  expect(shown.requests).toBeGreaterThan(20)
  const guarded = seen.guarded.join('\n')
  for (const program of ['cli.js', 'engine.js', 'image-decoder.js']) expect(guarded).toContain(program)
  for (const worker of ['graph', 'neighbourhood', 'map'])
    expect(guarded).toMatch(new RegExp(`${worker}-worker\\.js \\d+ thread`))
  if (process.platform === 'linux') expect(seen.system?.looks).toBeGreaterThan(20)
  if (seen.traced === null) {
    console.warn('strace is not here: sockets that native code opens for a moment only may go unseen.')
  } else expect(seen.traced).toBeGreaterThan(20)
  console.log(
    `Watched: ${seen.guarded.length} processes and threads from within, ${seen.system?.looks ?? 0} looks at the ` +
      `system's tables, ${seen.traced ?? 'no'} network calls in strace, ${shown.requests} requests of the browser. ` +
      `On its own account the browser asked for: ${shown.errands.join(', ') || 'nothing'}.`,
  )
})

test('a whole session of the desktop program’s own processes reaches nothing either', async () => {
  test.skip(
    process.env.FEWLABEL_E2E_ELECTRON !== undefined,
    'Electron itself takes no guard into its processes',
  )
  const { env, record } = guardEnvironment(folder, plant)
  const program = await launchDesktop({
    args: [],
    env,
    prepare: async (context) => {
      await context.addInitScript(skipTour)
    },
  })
  const watch = process.platform === 'linux' ? new SocketWatch(() => [program.pid]) : null
  const page = await program.window()
  await page.waitForURL((url) => url.protocol !== 'about:')
  await page.waitForLoadState()
  await wholeSession(page, folder, ['wasm'])
  if (plant === 'page') await plantInPage(page)
  watch?.look()
  await program.evaluate(({ app }) => app.quit())
  await program.ended

  const seen = readRecord(record)
  const findings = [...seen.findings, ...(watch?.stop() ?? [])]
  expect(findings, `beyond this machine:\n${describeFindings(findings)}\n`).toEqual([])
  const guarded = seen.started.join('\n')
  for (const name of ['electron-main.js', 'engine.js', 'image-decoder.js']) expect(guarded).toContain(name)
})
