// npm run dist:check: packs the program, looks at everything that is in the package, and starts it.
//
//   npm run dist:check -- [--electron-dist PATH] [--report FILE]
//
// Without Electron's binary a placeholder takes its place in the package, and the program is started under the stand-in
// for Electron (e2e/electron-standin); both are said. Ends with code 1 when anything is wrong.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { electronVersion } from './dist/installed-versions.mjs'
import { manifestName } from './dist/native-manifest.mjs'
import { thirdPartyNotices } from './dist/notices.mjs'
import { nativeEngineIsThere, pack } from './dist/pack.mjs'
import { layOut, packedFiles } from './dist/packed-tree.mjs'
import { makePlaceholderElectron } from './dist/placeholder-electron.mjs'
import { startPacked } from './dist/start-packed.mjs'
import { traceImports } from './dist/trace-imports.mjs'
import { packageOf, treeProblems } from './dist/tree-check.mjs'
import { findChromium } from './setup/chromium.mjs'
import { buildFolder, root, say } from './setup/paths.mjs'

const { values } = parseArgs({
  options: { 'electron-dist': { type: 'string' }, report: { type: 'string' } },
})
const output = join(buildFolder, 'dist-check')
const work = mkdtempSync(join(tmpdir(), 'fewlabel-dist-check-'))
const problems = []
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

try {
  const { electronDist, isPlaceholder } = findElectronDist()
  const native = nativeEngineIsThere()
  say(
    isPlaceholder
      ? "Electron's binary is not here: a placeholder is packed in its place."
      : `Electron: ${electronDist}`,
  )
  say(
    native ? 'The native engine goes in.' : 'The native engine is not set up here: only WebAssembly goes in.',
  )
  problems.push(...thirdPartyNotices(root).problems)

  rmSync(output, { recursive: true, force: true })
  await pack({ targets: ['dir'], output, electronDist, native })
  const program = packedProgram()
  const archive = join(program.resources, 'app.asar')
  const app = join(work, 'app')
  layOut(archive, app)

  const files = packedFiles(archive)
  const unpacked = [...below(`${archive}.unpacked`)]
  const programs = readdirSync(join(app, 'build')).filter((name) => /\.c?js$/.test(name))
  const { reached, unresolved } = await traceImports(
    app,
    programs.map((name) => join(app, 'build', name)),
  )
  const { platform, arch } = process
  problems.push(...treeProblems({ files, unpacked, reached, unresolved, platform, arch, native }))
  problems.push(...besideTheProgram(program.folder), ...(await wrongFuses(program.executable)))
  const sizes = printTree(program.folder, archive, files)

  const starts = {}
  if (isPlaceholder) {
    starts.native = native ? await start(app, program.resources, 'native') : null
    starts.wasm = await start(withChangedSums(archive), program.resources, 'wasm')
  } else {
    starts[native ? 'native' : 'wasm'] = await start(
      app,
      program.resources,
      native ? 'native' : 'wasm',
      program.executable,
    )
  }
  const report = {
    electron: isPlaceholder ? 'placeholder' : electronVersion(),
    platform,
    arch,
    sizes,
    starts,
    problems,
  }
  const reportFile = resolve(values.report ?? join(output, 'report.json'))
  mkdirSync(join(reportFile, '..'), { recursive: true })
  writeFileSync(reportFile, `${JSON.stringify(report, null, 1)}\n`)
  say(`Report: ${relative(root, reportFile)}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
for (const problem of problems) say(`✗ ${problem}`)
say(problems.length === 0 ? 'The package is as it should be.' : `${problems.length} problems.`)
// The libraries above set the code of their own at the end.
process.exit(problems.length === 0 ? 0 : 1)

function findElectronDist() {
  const given = values['electron-dist'] ?? process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (given) return { electronDist: resolve(given), isPlaceholder: false }
  const installed = join(root, 'node_modules', 'electron', 'dist')
  if (existsSync(installed)) return { electronDist: installed, isPlaceholder: false }
  if (process.platform !== 'linux')
    throw new Error("Electron's binary is not here; name one with --electron-dist.")
  const placeholder = join(work, 'electron')
  const licence = join(root, 'node_modules', 'electron', 'LICENSE')
  makePlaceholderElectron(placeholder, { licence, version: electronVersion() })
  return { electronDist: placeholder, isPlaceholder: true }
}

/** Where each system's package has its parts. */
function packedProgram() {
  const name = readdirSync(output).find((each) => /unpacked$|^mac/.test(each))
  const top = join(output, name)
  if (process.platform === 'darwin') {
    const contents = join(top, 'Fewlabel.app', 'Contents')
    return {
      folder: contents,
      resources: join(contents, 'Resources'),
      executable: join(contents, 'MacOS', 'Fewlabel'),
    }
  }
  const executable = join(top, process.platform === 'win32' ? 'Fewlabel.exe' : 'fewlabel')
  return { folder: top, resources: join(top, 'resources'), executable }
}

function* below(folder, top = folder) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* below(path, top)
    else yield relative(top, path).split(sep).join('/')
  }
}

function besideTheProgram(folder) {
  const wanted = ['THIRD-PARTY-NOTICES.txt', 'LICENSE.fewlabel.txt']
  const found = [...below(folder)]
  const languages = found.filter((path) => path.startsWith('locales/')).sort()
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${name} is missing beside the program`),
    ...['LICENSE.electron.txt', 'LICENSES.chromium.html']
      .filter((name) => !found.some((path) => path.endsWith(name)))
      .map((name) => `Electron's ${name} is missing`),
    ...found.filter((path) => path.endsWith('default_app.asar')).map((path) => `${path} is Electron's own`),
    ...(languages.length > 0 && languages.join() !== 'locales/de.pak,locales/en-US.pak'
      ? [`the languages are ${languages.join(', ')}`]
      : []),
  ]
}

/** Reads the fuses back from the program and compares them with what electron-builder.yml asks for. */
async function wrongFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  const block = /electronFuses:\n((?: {2}\w+: (?:true|false)\n)+)/.exec(
    readFileSync(join(root, 'electron-builder.yml'), 'utf8'),
  )
  const wanted = [...block[1].matchAll(/(\w+): (true|false)/g)]
  return wanted.flatMap(([, name, value]) => {
    const fuse = FuseV1Options[name[0].toUpperCase() + name.slice(1)]
    const isRight = wire[fuse] === (value === 'true' ? FuseState.ENABLE : FuseState.DISABLE)
    say(`fuse ${name}: ${FuseState[wire[fuse]]}`)
    return isRight ? [] : [`the fuse ${name} is ${FuseState[wire[fuse]]}`]
  })
}

function printTree(folder, archive, files) {
  const parts = new Map()
  for (const file of files) {
    const part =
      packageOf(file.path) ??
      file.path
        .split('/')
        .slice(0, file.path.startsWith('build/renderer') ? 2 : 1)
        .join('/')
    const sums = parts.get(part) ?? { inside: 0, outside: 0, files: 0 }
    sums[file.unpacked ? 'outside' : 'inside'] += file.bytes
    sums.files++
    parts.set(part, sums)
  }
  for (const [part, { inside, outside, files: count }] of [...parts].sort(
    (a, b) => b[1].inside - a[1].inside,
  )) {
    say(
      `  ${part}: ${count} files, ${megabytes(inside)}${outside > 0 ? ` and ${megabytes(outside)} beside` : ''}`,
    )
  }
  const outside = [...below(`${archive}.unpacked`)].reduce(
    (sum, path) => sum + lengthOf(`${archive}.unpacked`, path),
    0,
  )
  const all = [...below(folder)].reduce((sum, path) => sum + lengthOf(folder, path), 0)
  const sizes = { archive: statSync(archive).size, besideArchive: outside, program: all }
  say(
    `archive ${megabytes(sizes.archive)}, native files ${megabytes(outside)}, the whole program ${megabytes(all)}`,
  )
  return sizes
}

/** Links count nothing. */
function lengthOf(folder, path) {
  const stats = statSync(join(folder, path), { throwIfNoEntry: false })
  return stats?.isFile() && !/\.so$/.test(path) ? stats.size : 0
}

/** The same program with wrong sums: the engine must not load what it cannot trust. */
function withChangedSums(archive) {
  const copy = join(work, 'changed')
  layOut(archive, copy)
  const file = join(copy, 'build', manifestName)
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  for (const each of manifest.files) each.sha256 = '0'.repeat(64)
  writeFileSync(file, JSON.stringify(manifest))
  return copy
}

async function start(app, resources, expected, executable = null) {
  const home = mkdtempSync(join(work, 'home-'))
  const env = { ...process.env, FEWLABEL_HOME: home }
  const found = await startPacked(() =>
    executable ? launchElectron(executable, env) : launchUnderStandIn(app, resources, env),
  )
  const { engine, samples, epochs } = found
  say(
    `started ${executable ? 'in Electron' : 'under the stand-in'}: window after ${(found.firstPaintMs / 1000).toFixed(1)} s, ${samples} samples, training after ${(found.engineReadyMs / 1000).toFixed(1)} s, ${epochs} epoch; ${engine.reason}`,
  )
  if (engine.backend !== expected)
    problems.push(`the engine is ${engine.backend} and not ${expected}: ${engine.reason}`)
  return { ...found, engine: { backend: engine.backend, reason: engine.reason } }
}

async function launchUnderStandIn(app, resources, env) {
  const { executable, error } = findChromium()
  if (error) throw new Error(error)
  const { launchStandIn } = await import('../e2e/electron-standin/launch.ts')
  const standIn = launchStandIn({
    main: join(app, 'build', 'electron-main.js'),
    packaged: { appPath: app, resourcesPath: resources },
    env,
    executablePath: process.env.FEWLABEL_CHROMIUM ?? executable ?? undefined,
  })
  return {
    window: () => standIn.firstWindow(),
    output: () => standIn.output,
    close: async () => {
      standIn.evaluate(({ app: program }) => program.quit()).catch(() => standIn.process.kill())
      const late = setTimeout(() => standIn.process.kill('SIGKILL'), 20_000)
      await standIn.ended
      clearTimeout(late)
    },
  }
}

/** A release has no inspector for Playwright to hold on to, but Chromium's own port is there. */
async function launchElectron(executable, env) {
  const { spawn } = await import('node:child_process')
  const { chromium } = await import('playwright')
  const { setTimeout: pause } = await import('node:timers/promises')
  const userData = mkdtempSync(join(work, 'chromium-'))
  const child = spawn(executable, ['--remote-debugging-port=0', `--user-data-dir=${userData}`], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  let browser = null
  return {
    async window() {
      for (let tries = 0; tries < 120; tries++) {
        const address = /DevTools listening on (\S+)/.exec(said)?.[1]
        if (address) {
          browser = await chromium.connectOverCDP(address)
          const page = browser.contexts().flatMap((context) => context.pages())[0]
          if (page) return page
        }
        await pause(500)
      }
      throw new Error('the program opened no window')
    },
    output: () => said,
    async close() {
      await browser?.close()
      child.kill()
    },
  }
}
