// Runs a command where there is no network at all: in a namespace of its own with nothing but the loopback interface
// and no route (Linux, with `unshare` and `ip`). Without a command it is the whole watched session of e2e/network.
//
//   node scripts/without-network.mjs [COMMAND ARG ...]
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from './setup/chromium.mjs'
import { root, say } from './setup/paths.mjs'

const session = ['playwright', 'test', '--config', 'e2e/network/playwright.config.ts', 'session.spec.ts']

/** In the namespace: loopback up, proof that there is nothing else, then the command. */
const inside = `
  set -e
  ip link set lo up
  test -z "$(ip -o link show up | grep -v ': lo:')" || { echo 'There is more than the loopback interface.' >&2; exit 1; }
  test -z "$(ip route; ip -6 route show | grep -v 'dev lo')" || { echo 'There is a route.' >&2; exit 1; }
  echo 'No network: the loopback interface only, and no route.'
  exec "$@"`

const asked = process.argv.slice(2)
const chromium = asked.length > 0 ? {} : findChromium()
if (chromium.error) {
  say(chromium.error)
  process.exit(1)
}
const args = ['--net', '--map-root-user', 'sh', '-c', inside, 'sh', ...(asked.length > 0 ? asked : session)]
const { status, error } = spawnSync('unshare', args, {
  cwd: asked.length > 0 ? process.cwd() : root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    ...(asked.length > 0 ? {} : { FEWLABEL_CHROMIUM: chromium.executable ?? '' }),
  },
})
if (error)
  say(`A namespace without a network cannot be made here (${error.message}). It takes Linux and unshare.`)
process.exit(status ?? 1)
