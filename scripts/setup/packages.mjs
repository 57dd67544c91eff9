// Installs the packages of the lock file when they are missing or out of date. Node >= 18, no dependencies.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say, setupFolder } from './paths.mjs'

const stamp = join(setupFolder, 'packages.json')

/** What the installed packages follow from. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, name)))
  return hash.update(`${process.platform}-${process.arch}`).digest('hex')
}

/** Runs npm; `offline`: from its cache alone, which asks nobody and so waits for nobody. */
function runNpm(args, { offline, npmCache }) {
  // Under `npm start` npm says where it is; started by hand, the one on the PATH serves.
  const viaNpm = process.env.npm_execpath?.endsWith('.js')
  const command = viaNpm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(command, viaNpm ? [process.env.npm_execpath, ...args] : args, {
    cwd: root,
    // Messages go to stderr: stdout belongs to the command that the person asked for.
    stdio: ['ignore', 2, 2],
    shell: !viaNpm && process.platform === 'win32',
    // Node 18 and 20 install what only the project's own Node will run: the warnings about it would only alarm.
    // By the environment, so that the npm which the package `node` starts by itself keeps to it too.
    env: {
      ...process.env,
      npm_config_loglevel: 'error',
      ...(offline ? { npm_config_offline: 'true' } : {}),
      ...(npmCache ? { npm_config_cache: npmCache } : {}),
    },
  })
  if (result.error)
    throw new Error(`npm could not be started (${result.error.message}). Install npm and try again.`)
  if (result.status !== 0 && offline) {
    throw new Error(
      `The packages are not installed, and they are not all in npm's cache${npmCache ? ` ${npmCache}` : ''}. Carry node_modules and .setup along from a machine of the same system, or npm's cache (--npm-cache FOLDER).`,
    )
  }
  if (result.status !== 0) {
    throw new Error(
      `"npm ${args.join(' ')}" failed with code ${result.status}. Its messages above say why; check the network or the registry that npm is set to, then try again.`,
    )
  }
}

/**
 * @param {{ offline?: boolean, npmCache?: string | null }} [options]
 * @returns {boolean} whether anything was installed
 */
export function ensurePackages({ offline = false, npmCache = null } = {}) {
  const wanted = fingerprint()
  if (existsSync(stamp) && existsSync(join(root, 'node_modules', 'react'))) {
    if (JSON.parse(readFileSync(stamp, 'utf8')).fingerprint === wanted) return false
  }
  say(offline ? "Installing packages from npm's cache…" : 'Installing packages (once, a minute or two)…')
  rmSync(stamp, { force: true })
  // No install scripts: of all packages only `node` needs its own, and npm versions differ in how they are allowed.
  runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { offline, npmCache })
  runNpm(['rebuild', 'node', '--ignore-scripts=false'], { offline, npmCache })
  mkdirSync(setupFolder, { recursive: true })
  writeFileSync(stamp, `${JSON.stringify({ fingerprint: wanted, at: new Date().toISOString() }, null, 2)}\n`)
  return true
}
