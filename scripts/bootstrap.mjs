// Everything a fresh clone needs before a command can run: packages, native TensorFlow where it can be had, a build.
// Runs on any Node >= 18 without dependencies; the command itself runs on the project's own Node.
//
//   node scripts/bootstrap.mjs start [FILE] [--no-open] [--port N] [--browser]
//   node scripts/bootstrap.mjs test | bench [...] | fewlabel COMMAND [...]
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron } from './setup/electron.mjs'
import { ensureBuilt } from './setup/freshness.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { buildFolder, projectNode, root, say } from './setup/paths.mjs'
import { setUpNative } from './setup-native.mjs'

/** Runs a program in the person's place: same terminal, same signals, its exit code. */
function hand(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...env,
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
      },
    })
    // Ctrl-C reaches the child through the terminal; a plain kill has to be passed on.
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', () => {})
    process.on('SIGTERM', pass)
    child.on('error', (error) => {
      say(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 1)))
  })
}

async function prepare() {
  ensurePackages()
  await setUpNative({ log: say })
}

async function start(args) {
  await prepare()
  ensureBuilt()
  const cli = join(buildFolder, 'cli.js')
  const own = args.filter((arg) => arg !== '--browser')
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const wantsBrowser = args.some(
    (arg) => arg === '--browser' || arg === '--no-open' || arg.startsWith('--port'),
  )
  if (!wantsBrowser && hasDisplay) {
    const electron = findElectron()
    if (electron.binary) return hand(electron.binary, [root, ...own])
    say(`${electron.reason}; the workbench opens in the browser instead.`)
  } else if (!wantsBrowser) {
    say('There is no display; the workbench is served for a browser instead.')
  }
  return hand(projectNode(), [cli, 'serve', ...own])
}

const commands = {
  start,
  async test(args) {
    await prepare()
    ensureBuilt()
    return hand(projectNode(), [join(root, 'scripts', 'run-checks.mjs'), ...args])
  },
  async bench(args) {
    await prepare()
    ensureBuilt()
    return hand(projectNode(), [join(root, 'bench', 'run.ts'), ...args])
  },
  async fewlabel(args) {
    await prepare()
    ensureBuilt()
    return hand(projectNode(), [join(buildFolder, 'cli.js'), ...args])
  },
}

/**
 * @param {keyof typeof commands} name
 * @param {string[]} args
 */
export async function bootstrap(name, args) {
  const command = commands[name]
  if (!command) {
    say(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`)
    process.exitCode = 2
    return
  }
  try {
    process.exitCode = await command(args)
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await bootstrap(process.argv[2] ?? 'start', process.argv.slice(3))
}
