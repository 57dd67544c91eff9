// Everything a fresh clone needs before a command can run: packages, native TensorFlow where it can be had, a build.
// Runs on any Node >= 18 without dependencies; the command itself runs on the project's own Node.
//
//   node scripts/bootstrap.mjs start [FILE] [--no-open] [--port N] [--browser]
//   node scripts/bootstrap.mjs setup
//   node scripts/bootstrap.mjs test | bench [...] | fewlabel COMMAND [...]
//
// Without a network, with start and setup (for the others FEWLABEL_OFFLINE=1 and so on, see setup/options.mjs):
//   [--offline] [--tensorflow-wheel FILE] [--electron-zip FILE] [--npm-cache FOLDER]
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron } from './setup/electron.mjs'
import { ensureBuilt } from './setup/freshness.mjs'
import { takeSetupOptions } from './setup/options.mjs'
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

async function prepare({ offline, npmCache, tensorflowWheel } = takeSetupOptions([], process.env).options) {
  const installed = ensurePackages({ offline, npmCache })
  const engine = await setUpNative({ offline, wheel: tensorflowWheel, log: say })
  // Who brings a wheel wants it used; the reason is said already.
  if (tensorflowWheel && !engine.ok)
    throw new Error(`TensorFlow could not be set up from ${tensorflowWheel}.`)
  return { installed, engine }
}

/** Does all that a first start would do, and says what there is then. */
async function setup(args) {
  const { options, rest } = takeSetupOptions(args, process.env)
  if (rest.length > 0) throw new Error(`setup does not know "${rest[0]}".`)
  const { installed, engine } = await prepare(options)
  const electron = findElectron(options)
  const built = ensureBuilt()
  say(`Packages: ${installed ? 'installed now' : 'installed already'}`)
  say(`Engine:   ${engine.ok ? 'native' : 'WebAssembly'}, ${engine.reason}`)
  say(`Window:   ${electron.binary ? 'Electron' : 'in the browser'}, ${electron.reason}`)
  say(`Program:  ${built ? 'built now' : 'built already'}`)
  return 0
}

async function start(args) {
  const { options, rest } = takeSetupOptions(args, process.env)
  await prepare(options)
  ensureBuilt()
  const cli = join(buildFolder, 'cli.js')
  const own = rest.filter((arg) => arg !== '--browser')
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const wantsBrowser = rest.some(
    (arg) => arg === '--browser' || arg === '--no-open' || arg.startsWith('--port'),
  )
  if (!wantsBrowser && hasDisplay) {
    const electron = findElectron(options)
    if (electron.binary) return hand(electron.binary, [root, ...own])
    say(`${electron.reason}; the workbench opens in the browser instead.`)
  } else if (!wantsBrowser) {
    say('There is no display; the workbench is served for a browser instead.')
  }
  return hand(projectNode(), [cli, 'serve', ...own])
}

/** A command that runs one of the project's programs on its own Node, once all is there that it needs. */
const program = (file) => async (args) => {
  await prepare()
  ensureBuilt()
  return hand(projectNode(), [file, ...args])
}

const commands = {
  start,
  setup,
  test: program(join(root, 'scripts', 'run-checks.mjs')),
  bench: program(join(root, 'bench', 'run.ts')),
  dist: program(join(root, 'scripts', 'dist.mjs')),
  'dist-check': program(join(root, 'scripts', 'dist-check.mjs')),
  fewlabel: program(join(buildFolder, 'cli.js')),
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
