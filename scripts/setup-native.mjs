// Makes @tensorflow/tfjs-node work where it can, so that the engine runs on native TensorFlow instead of WebAssembly:
//   0. it loads already; 1. the package's own download; 2. Python's tensorflow-cpu wheel (Linux x64); 3. not at all.
// It never fails: the program runs without it. What came out is kept in .setup/native.json.
//
//   node scripts/setup-native.mjs [--retry] [--offline] [--tensorflow-wheel FILE]
//   (or FEWLABEL_OFFLINE=1, FEWLABEL_TENSORFLOW_WHEEL=FILE)
//
// Runs on any Node ≥ 18 without dependencies.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endRunningCommands, runCommand } from './native/run-command.mjs'
import { stageFromWheel, wheelObstacle } from './native/tensorflow-wheel.mjs'
import { takeSetupOptions } from './setup/options.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const setupFolder = join(root, '.setup')
const resultFile = join(setupFolder, 'native.json')
const packageFolder = join(root, 'node_modules', '@tensorflow', 'tfjs-node')
const headersFolder = join(root, 'node_modules', 'node-api-headers', 'include')
const stagePrefix = 'native-stage-'
const retryAfterHours = 24

// Loads the addon and multiplies two matrices with it; prints TensorFlow's version.
const trial = `
  const util = require('node:util')
  util.isNullOrUndefined ??= (value) => value === null || value === undefined // gone since Node 23
  const tf = require('@tensorflow/tfjs-node')
  const product = tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5, 6], [7, 8]])).dataSync()
  if (Array.from(product).join() !== '19,22,43,50') throw new Error('a wrong matrix product: ' + product)
  console.log('tensorflow=' + tf.backend().binding.TF_Version)
`

/**
 * @typedef {object} NativeSetup
 * @property {boolean} ok whether @tensorflow/tfjs-node loads
 * @property {'loaded' | 'package-download' | 'wheel' | 'none'} how
 * @property {string} reason one line for people
 * @property {string} at ISO 8601
 * @property {string | null} tfjsNodeVersion
 * @property {boolean} offline nobody was asked for it
 * @property {string} lock SHA-256 of package-lock.json: another set of packages is worth another attempt
 */

/**
 * @param {{ retry?: boolean, offline?: boolean, wheel?: string | null, log?: (line: string) => void }} [options]
 *   `retry`: try again although an attempt failed within the last day; `offline`: ask no server
 * @returns {Promise<NativeSetup>}
 */
export async function setUpNative({ retry = false, offline = false, wheel, log = console.error } = {}) {
  try {
    mkdirSync(setupFolder, { recursive: true })
    const before = readResult()
    if (before && !retry && isStillTrue(before, offline, wheel)) return before
    return await setUpInTurn({ offline, wheel, log })
  } catch (error) {
    return record(none(error.message), offline, log)
  }
}

/** Whether an earlier result stands: it works still, or failed lately with the same packages. */
function isStillTrue(result, offline, wheel) {
  if (result.lock !== lockHash()) return false
  if (result.ok) return addonFiles().length > 0
  // Nobody was asked then.
  if (result.offline && !offline) return false
  return !wheel && Date.now() - Date.parse(result.at) < retryAfterHours * 3_600_000
}

async function setUpInTurn({ offline, wheel, log }) {
  const release = await takeTurn(log)
  const stage = join(setupFolder, `${stagePrefix}${process.pid}`)
  const clean = () => {
    endRunningCommands()
    rmSync(stage, { recursive: true, force: true })
    release()
  }
  const interrupted = () => {
    clean()
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  try {
    mkdirSync(stage)
    return record(await attempt({ stage, offline, wheel, log }), offline, log)
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    clean()
  }
}

async function attempt({ stage, offline, wheel, log }) {
  if (!existsSync(packageFolder)) return none('the package @tensorflow/tfjs-node is not installed')
  const loaded = await tryLoading()
  if (loaded.ok) return { ok: true, how: 'loaded', reason: loaded.text }

  if (offline && !wheel) {
    return none('it is not set up, and offline it is not fetched (--tensorflow-wheel FILE brings it)')
  }
  const own = wheel ? 'a wheel was given' : await ownDownload(log)
  if (own === null) {
    const result = await tryLoading()
    if (result.ok) return { ok: true, how: 'package-download', reason: result.text }
    clearPackage()
    return none(result.text)
  }

  const why = (reason) => none(wheel ? reason : `its own download failed (${own}); ${reason}`)
  const obstacle = wheelObstacle(headersFolder, setupFolder)
  if (obstacle) return why(obstacle)
  const failure = await stageFromWheel({
    stage,
    packageFolder,
    addonPlace: await addonPlace(),
    headersFolder,
    wheel,
    log,
  })
  if (failure) return why(failure)

  // The addon comes last: without it, half a move counts as nothing and is done again.
  clearPackage()
  renameSync(join(stage, 'deps'), join(packageFolder, 'deps'))
  renameSync(join(stage, 'lib'), join(packageFolder, 'lib'))
  const result = await tryLoading()
  if (result.ok) return { ok: true, how: 'wheel', reason: result.text }
  clearPackage()
  return why(`the addon was built but does not load: ${result.text}`)
}

const none = (reason) => ({ ok: false, how: 'none', reason })

/** Runs the package's install script (npm does not, see allowScripts); returns the reason when that fails. */
async function ownDownload(log) {
  log("Trying TensorFlow's own download for Node…")
  const deps = join(packageFolder, 'deps')
  const manifest = join(packageFolder, 'package.json')
  const manifestBefore = readFileSync(manifest)
  const started = Date.now()
  // Behind a firewall that swallows packets it would wait for minutes without a word.
  const nothingCame = () =>
    Date.now() - started > 30_000 && (!existsSync(deps) || readdirSync(deps).length === 0)
      ? 'no answer within 30 s'
      : null
  // `download`: also when a broken download lies there.
  const result = await runCommand(projectNode(), ['scripts/install.js', 'cpu', 'download'], {
    cwd: packageFolder,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
    seconds: 1200,
    watch: nothingCame,
  })
  // The script rewrites its package.json and may leave it so.
  writeFileSync(manifest, manifestBefore)
  if (addonFiles().length > 0 && (result.ok || placeWindowsLibrary())) return null
  clearPackage()
  return result.reason || 'it brought no addon'
}

/**
 * On Windows the library must lie beside the addon. The script looks for the addon's folder by the running Node's newest
 * Node-API version, not by the one the addon was built for, and so fails at its last step on current Nodes.
 */
function placeWindowsLibrary() {
  const library = join(packageFolder, 'deps', 'lib', 'tensorflow.dll')
  if (process.platform !== 'win32' || !existsSync(library)) return false
  for (const name of addonFiles()) copyFileSync(library, join(packageFolder, 'lib', name, 'tensorflow.dll'))
  return true
}

async function tryLoading() {
  if (!existsSync(packageFolder)) return { ok: false, text: 'not installed' }
  const result = await runCommand(projectNode(), ['-e', trial], {
    cwd: root,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    seconds: 120,
  })
  const version = /tensorflow=(\S+)/.exec(result.output)?.[1]
  if (result.ok && version) return { ok: true, text: `TensorFlow ${version}` }
  return { ok: false, text: result.reason || 'no version told' }
}

/** Where tfjs-node looks for its addon, relative to the package: `lib/napi-v8/tfjs_binding.node`. */
async function addonPlace() {
  const script = `console.log(require('@mapbox/node-pre-gyp').find('./package.json'))`
  const result = await runCommand(projectNode(), ['-e', script], { cwd: packageFolder, seconds: 60 })
  const place = /lib[/\\]napi-v\d+[/\\]tfjs_binding\.node/.exec(result.output)
  if (!place) throw new Error(`tfjs-node does not say where its addon belongs: ${result.output.slice(-200)}`)
  return place[0]
}

function addonFiles() {
  const lib = join(packageFolder, 'lib')
  if (!existsSync(lib)) return []
  return readdirSync(lib).filter((name) => existsSync(join(lib, name, 'tfjs_binding.node')))
}

function clearPackage() {
  for (const name of ['lib', 'deps']) rmSync(join(packageFolder, name), { recursive: true, force: true })
}

/** The Node that runs the program: the npm package `node` where installed, else this one. */
function projectNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(root, 'node_modules', 'node', 'bin', name)
  return existsSync(own) ? own : process.execPath
}

/** One set-up at a time; another start waits for it. Leftovers of killed ones are removed. */
async function takeTurn(log) {
  const lock = join(setupFolder, 'native.lock')
  const mine = `${lock}-${process.pid}`
  writeFileSync(mine, String(process.pid))
  for (let waited = false; ; waited = true) {
    try {
      linkSync(mine, lock) // atomic, unlike creating and then writing
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = Number(readFileSync(lock, 'utf8'))
      if (!isAlive(holder)) rmSync(lock, { force: true })
      else if (!waited) log('Waiting for another set-up of TensorFlow…')
      if (isAlive(holder)) await new Promise((done) => setTimeout(done, 500))
    }
  }
  rmSync(mine, { force: true })
  for (const name of readdirSync(setupFolder)) {
    if (name.startsWith(stagePrefix)) rmSync(join(setupFolder, name), { recursive: true, force: true })
  }
  return () => rmSync(lock, { force: true })
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function readResult() {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8'))
  } catch {
    return null
  }
}

function record({ ok, how, reason }, offline, log) {
  const manifest = join(packageFolder, 'package.json')
  const tfjsNodeVersion = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null
  const at = new Date().toISOString()
  const result = { ok, how, reason, at, tfjsNodeVersion, offline, lock: lockHash() }
  writeFileSync(`${resultFile}.tmp`, `${JSON.stringify(result, null, 2)}\n`)
  renameSync(`${resultFile}.tmp`, resultFile)
  log(ok ? `Native engine: ${reason}` : `No native engine, WebAssembly is used: ${reason}`)
  return result
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { options, rest } = takeSetupOptions(process.argv.slice(2), process.env)
  const { offline, tensorflowWheel } = options
  await setUpNative({ retry: rest.includes('--retry'), offline, wheel: tensorflowWheel })
}
