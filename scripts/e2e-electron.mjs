// `npm run e2e:electron`: the end-to-end tests of the desktop program on Electron itself. Needs its binary, which a
// machine without a network may not have; nothing is downloaded here, and a skip is told loudly.
//
//   npm run e2e:electron [-- PLAYWRIGHT OPTIONS]     FEWLABEL_E2E_ELECTRON=PATH names another binary
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './setup/electron.mjs'
import { ensureBuilt } from './setup/freshness.mjs'
import { root } from './setup/paths.mjs'

const named = process.env.FEWLABEL_E2E_ELECTRON
const { binary, reason } = named ? { binary: named, reason: 'named' } : findElectron({ offline: true })
const isLinux = process.platform === 'linux'
const hasDisplay = !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const missing = !binary ? `Electron's binary: ${reason}` : !hasDisplay ? 'a display' : null

if (missing) {
  const line = '*'.repeat(100)
  console.log(line)
  console.log('SKIPPED: the end-to-end tests on Electron itself did not run.')
  console.log(`Missing is ${missing}.`)
  console.log('The same tests run over the stand-in: npm run e2e -- --project desktop')
  console.log(line)
  console.log('0 passed, 0 failed, 1 skipped')
} else {
  ensureBuilt()
  const suffix = process.platform === 'win32' ? '.cmd' : ''
  const args = [
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--project',
    'desktop',
    ...process.argv.slice(2),
  ]
  const result = spawnSync(join(root, 'node_modules', '.bin', `playwright${suffix}`), args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, FEWLABEL_E2E_ELECTRON: binary },
  })
  process.exitCode = result.status ?? 1
}
