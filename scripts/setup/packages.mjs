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

function runNpm(args) {
  // Under `npm start` npm says where it is; started by hand, the one on the PATH serves.
  const viaNpm = process.env.npm_execpath?.endsWith('.js')
  const command = viaNpm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(command, viaNpm ? [process.env.npm_execpath, ...args] : args, {
    cwd: root,
    // Messages go to stderr: stdout belongs to the command that the person asked for.
    stdio: ['ignore', 2, 2],
    shell: !viaNpm && process.platform === 'win32',
    // Node 18 and 20 install what only the project's own Node will run: the warnings about it would only alarm.
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (result.error)
    throw new Error(`npm could not be started (${result.error.message}). Install npm and try again.`)
  if (result.status !== 0) {
    throw new Error(
      `"npm ${args.join(' ')}" failed with code ${result.status}. Its messages above say why; check the network or the registry that npm is set to, then try again.`,
    )
  }
}

/** @returns {boolean} whether anything was installed */
export function ensurePackages() {
  const wanted = fingerprint()
  if (existsSync(stamp) && existsSync(join(root, 'node_modules', 'react'))) {
    if (JSON.parse(readFileSync(stamp, 'utf8')).fingerprint === wanted) return false
  }
  say('Installing packages (once, a minute or two)…')
  rmSync(stamp, { force: true })
  // No install scripts: of all packages only `node` needs its own, and npm versions differ in how they are allowed.
  runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  runNpm(['rebuild', 'node', '--ignore-scripts=false'])
  mkdirSync(setupFolder, { recursive: true })
  writeFileSync(stamp, `${JSON.stringify({ fingerprint: wanted, at: new Date().toISOString() }, null, 2)}\n`)
  return true
}
