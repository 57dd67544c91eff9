// Builds tfjs-node's addon over the TensorFlow that Python's `tensorflow-cpu` wheel carries. The package registry of
// Python is often reachable (mirrored) where Google's storage bucket, from which tfjs-node downloads, is not.
import { existsSync, mkdirSync, readdirSync, statfsSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFromZip } from './read-zip.mjs'
import { runCommand } from './run-command.mjs'
import { damagedFile, readWheelFacts, wheelMismatch } from './wheel-check.mjs'

const version = '2.21.0'
// One fixed wheel whatever Python runs pip: its library does not depend on Python, and the hash can be pinned.
const wheelHash = '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c'
const pipTarget = [
  '--python-version',
  '311',
  '--implementation',
  'cp',
  '--abi',
  'cp311',
  '--platform',
  'manylinux_2_27_x86_64',
]
// One that is brought may be for any Python.
const expectedWheel = {
  name: 'tensorflow-cpu',
  version,
  platform: /^manylinux.*_x86_64$/,
  platformName: 'Linux x64',
}
const downloadMegabytes = 260
const neededMegabytes = 1400
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
// What the addon's sources include, directly or not: the C API and no C++ of TensorFlow's.
const headers =
  /^tensorflow\/include\/((tensorflow\/c|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/.*\.h)$/

/**
 * Why this machine cannot use the wheel, or null where it can; cheap, asked before anything is downloaded.
 *
 * @param {string} headersFolder include folder of the npm package node-api-headers
 */
export function wheelObstacle(headersFolder, folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `there is no TensorFlow library for ${process.platform} ${process.arch} in Python's package`
  }
  const glibc = process.report?.getReport()?.header?.glibcVersionRuntime
  if (!glibc || Number(glibc.split('.')[1]) < 27)
    return `it needs glibc 2.27, this system has ${glibc ?? 'another C library'}`
  if (!existsSync(join(headersFolder, 'node_api.h')))
    return 'the npm package node-api-headers is not installed'
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / 1e6)
  return free < neededMegabytes ? `it needs ${neededMegabytes} MB of disk space, ${free} MB are free` : null
}

/**
 * Lays `deps/` and `lib/` out under `stage` as tfjs-node expects them, compiled and linked, ready to be moved.
 *
 * @param {{ stage: string, packageFolder: string, addonPlace: string, headersFolder: string, wheel?: string,
 *   log: (line: string) => void }} options `addonPlace`: the addon's path relative to the package
 * @returns {Promise<string | null>} the reason why not, in one line, or null when done
 */
export async function stageFromWheel({ stage, packageFolder, addonPlace, headersFolder, wheel, log }) {
  const compiler = await findCommand([[process.env.CXX], ['g++'], ['c++'], ['clang++']], '--version')
  if (!compiler) return 'there is no C++ compiler (Debian, Ubuntu: apt install g++)'
  const found = wheel ? { file: wheel } : await downloadWheel(stage, log)
  if (found.reason) return found.reason

  const facts = await readWheelFacts(found.file, join(stage, 'wheel-info'))
  const mismatch = wheelMismatch(facts, expectedWheel)
  if (mismatch) return `${found.file} does not fit: ${mismatch}`

  log('Unpacking TensorFlow…')
  const deps = join(stage, 'deps')
  const unpacked = new Map()
  const count = await extractFromZip(found.file, deps, (name) => {
    const place = placeOf(name)
    if (place) unpacked.set(name, join(deps, place))
    return place
  })
  const damaged = await damagedFile(facts, unpacked)
  if (damaged) return `${found.file} is damaged or was changed: ${damaged} is not what its RECORD says`
  if (count <= libraries.length || !libraries.every((each) => existsSync(join(deps, 'lib', each)))) {
    return `${found.file} is not the wheel tensorflow-cpu ${version} for Linux x64`
  }
  // The names under which the addon's own build file links them.
  symlinkSync(libraries[0], join(deps, 'lib', 'libtensorflow.so'))
  symlinkSync(libraries[1], join(deps, 'lib', 'libtensorflow_framework.so'))

  log('Building the TensorFlow addon…')
  return compile({ compiler, stage, deps, packageFolder, addonPlace, headersFolder })
}

/** Where a file of the wheel goes below `deps`; null for all that are not needed. */
function placeOf(name) {
  const library = libraries.find((each) => name === `tensorflow/${each}`)
  if (library) return join('lib', library)
  if (name === 'tensorflow/THIRD_PARTY_NOTICES.txt') return 'THIRD_PARTY_NOTICES.txt'
  return headers.test(name) ? join('include', headers.exec(name)[1]) : null
}

/**
 * Two source files, one call of the compiler. node-gyp would need Python and the headers of the running Node, to be
 * downloaded from nodejs.org; the addon uses Node-API only, whose stable headers the package node-api-headers carries.
 */
async function compile({ compiler, stage, deps, packageFolder, addonPlace, headersFolder }) {
  const addon = join(stage, addonPlace)
  mkdirSync(join(addon, '..'), { recursive: true })
  const napi = /napi-v(\d+)/.exec(addonPlace)?.[1] ?? '8'
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(packageFolder, 'binding', name))
  const result = await runCommand(
    compiler[0],
    [
      ...compiler.slice(1),
      ...[
        '-std=c++17',
        '-O2',
        '-fPIC',
        '-shared',
        '-w',
        `-DNAPI_VERSION=${napi}`,
        '-DBUILDING_NODE_EXTENSION',
      ],
      ...[`-I${headersFolder}`, `-I${join(deps, 'include')}`],
      ...sources,
      ...['-o', addon, `-L${join(deps, 'lib')}`, '-ltensorflow', '-ltensorflow_framework'],
      // From lib/napi-v8/ to deps/lib/, wherever the package lies: the folder can be moved or packed into the app.
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
    ],
    { seconds: 300 },
  )
  return result.ok ? null : `the addon could not be built: ${result.reason}`
}

async function downloadWheel(stage, log) {
  const pip = await findCommand(
    [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']],
    '--version',
  )
  if (!pip) return { reason: 'there is no Python with pip to fetch TensorFlow with' }
  log(`Downloading TensorFlow (${downloadMegabytes} MB)…`)
  const folder = join(stage, 'wheel')
  mkdirSync(folder)
  const requirements = join(stage, 'requirements.txt')
  writeFileSync(requirements, `tensorflow-cpu==${version} --hash=sha256:${wheelHash}\n`)
  const stall = stallWatch(folder, log)
  const result = await runCommand(
    pip[0],
    [
      ...pip.slice(1),
      ...['download', '--no-deps', '--only-binary=:all:', '--require-hashes', ...pipTarget],
      ...[
        '--progress-bar',
        'off',
        '--disable-pip-version-check',
        '--no-input',
        '--retries',
        '2',
        '--timeout',
        '20',
      ],
      ...['--dest', folder, '--requirement', requirements],
    ],
    // TMPDIR: pip's partial download lies in the stage, too, and goes with it.
    { cwd: stage, env: { ...process.env, TMPDIR: folder }, seconds: 3600, watch: stall },
  )
  if (!result.ok) return { reason: `pip could not fetch tensorflow-cpu ${version}: ${result.reason}` }
  const name = readdirSync(folder).find((each) => each.endsWith('.whl'))
  return name ? { file: join(folder, name) } : { reason: 'pip fetched no wheel' }
}

/** Tells how far the download is every 10 s, and ends one that has not moved for two minutes. */
function stallWatch(folder, log) {
  let bytes = 0
  let moved = Date.now()
  let told = Date.now()
  return () => {
    const now = folderBytes(folder)
    if (now !== bytes) moved = Date.now()
    bytes = now
    if (Date.now() - told > 10_000 && bytes > 0) {
      told = Date.now()
      log(`  ${Math.round(bytes / 1e6)} of ${downloadMegabytes} MB`)
    }
    return Date.now() - moved > 120_000 ? 'the download stood still for two minutes' : null
  }
}

function folderBytes(folder) {
  let sum = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    try {
      sum += entry.isDirectory() ? folderBytes(path) : statSync(path).size
    } catch {
      // pip renames its files while we look.
    }
  }
  return sum
}

async function findCommand(candidates, probe) {
  for (const candidate of candidates) {
    if (!candidate[0]) continue
    const result = await runCommand(candidate[0], [...candidate.slice(1), probe], { seconds: 20 })
    if (result.ok) return candidate
  }
  return null
}
