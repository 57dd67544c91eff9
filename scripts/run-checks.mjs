// `npm test`: every check of the project, one after the other, each with its result; ends with a count of all tests.
//
//   npm test [-- STEP ...]   with STEP one of types, lint, deadcode, unit, interop, e2e, network; all without
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './setup/chromium.mjs'
import { root, say } from './setup/paths.mjs'

const reports = mkdtempSync(join(tmpdir(), 'fewlabel-checks-'))
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')
const networkReport = join(reports, 'network.json')
const interopReport = join(reports, 'interop.json')

/** Runs a tool of the project on the project's own Node. */
function tool(name, args, env = {}) {
  const suffix = process.platform === 'win32' ? '.cmd' : ''
  const command = join(root, 'node_modules', '.bin', name + suffix)
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  })
  return result.status === 0
}

/** Runs tests that open the window. */
function inChromium(args, report) {
  const chromium = findChromium()
  if (chromium.error) {
    say(chromium.error)
    return false
  }
  return tool('playwright', ['test', ...args], {
    FEWLABEL_CHROMIUM: chromium.executable ?? '',
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
}

/** What interop/run.mjs ends with where there is no Python with the other tools. */
const toolsMissing = 3
let skippedSteps = 0

/** Lines that nobody overlooks. */
function boxed(lines) {
  const width = Math.max(...lines.map((line) => line.length))
  const edge = '━'.repeat(width + 2)
  return [`┏${edge}┓`, ...lines.map((line) => `┃ ${line.padEnd(width)} ┃`), `┗${edge}┛`].join('\n')
}

const steps = {
  types: () => tool('tsc', ['--noEmit']),
  // Formatting, lint and the table of which room may import which.
  lint: () =>
    tool('biome', ['check', '.']) &&
    spawnSync(process.execPath, [join(root, 'scripts', 'check-layers.mjs')], { stdio: 'inherit' }).status ===
      0,
  deadcode: () => tool('knip', []),
  unit: () =>
    tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]),
  // Exports in the tools they are made for, and what those tools write, imported.
  interop: () => {
    const script = join(root, 'interop', 'run.mjs')
    const { status } = spawnSync(process.execPath, [script, '--report', interopReport], { stdio: 'inherit' })
    if (status !== toolsMissing) return status === 0
    skippedSteps++
    console.log(
      boxed([
        'SKIPPED: interop. No export was loaded by another tool.',
        'Needs a Python with the packages of interop/requirements.txt:',
        'python3 -m venv .setup/python',
        '.setup/python/bin/pip install -r interop/requirements.txt',
        'FEWLABEL_PYTHON=.setup/python/bin/python npm test',
      ]),
    )
    return true
  },
  e2e: () =>
    inChromium(
      ['--config', 'e2e/playwright.config.ts', '--project', 'desktop', '--project', 'browser'],
      e2eReport,
    ),
  // A whole session with every socket watched, and that the watch would notice.
  network: () => inChromium(['--config', 'e2e/network/playwright.config.ts'], networkReport),
}

/** Passed and failed tests that the runners reported. */
function countTests() {
  const counts = { passed: 0, failed: 0, skipped: skippedSteps }
  if (existsSync(interopReport)) {
    const { passed, failed } = JSON.parse(readFileSync(interopReport, 'utf8'))
    counts.passed += passed
    counts.failed += failed
  }
  if (existsSync(unitReport)) {
    const report = JSON.parse(readFileSync(unitReport, 'utf8'))
    counts.passed += report.numPassedTests
    counts.failed += report.numFailedTests
    counts.skipped += report.numPendingTests
  }
  for (const report of [e2eReport, networkReport].filter((file) => existsSync(file))) {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += stats.expected + stats.flaky
    counts.failed += stats.unexpected
    counts.skipped += stats.skipped
  }
  return counts
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in steps))
if (unknown.length > 0) {
  say(`There is no step "${unknown[0]}". There are: ${Object.keys(steps).join(', ')}.`)
  process.exit(2)
}

const failed = []
for (const name of asked.length > 0 ? asked : Object.keys(steps)) {
  const started = performance.now()
  console.log(`\n── ${name}`)
  const ok = steps[name]()
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (!ok) failed.push(name)
}
const { passed, failed: failedTests, skipped } = countTests()
rmSync(reports, { recursive: true, force: true })
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nEverything passed.')
console.log(`${passed} passed, ${failedTests} failed, ${skipped} skipped`)
process.exit(failed.length > 0 ? 1 : 0)
