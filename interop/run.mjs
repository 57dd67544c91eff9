// Makes exports and has the tools they are made for load them; has those tools write, and imports that.
//
//   node interop/run.mjs [--report FILE]
//
// The Python with the tools (see requirements.txt) is that of FEWLABEL_PYTHON, else python3. Ends with 3, and says so, where
// there is none.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const noTools = 3
const report = process.argv[2] === '--report' ? process.argv[3] : null
const folder = mkdtempSync(join(tmpdir(), 'fewlabel-interop-'))
const python = process.env.FEWLABEL_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3')
const counts = { passed: 0, failed: 0 }

/** Runs one script and shows what it prints. */
function run(program, script, ...args) {
  const started = performance.now()
  const result = spawnSync(program, [join(here, script), folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    // Text of other alphabets is printed.
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  })
  process.stdout.write(result.stdout ?? '')
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(result.stdout ?? '') ?? [null, 0, 0]
  counts.passed += Number(passed)
  counts.failed += Number(failed)
  console.log(`${script}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result.error ? noTools : result.status
}

function runAll() {
  const missing = run(python, 'check.py', '--tools')
  if (missing !== 0) return noTools
  const codes = []
  for (const [program, script] of [
    [process.execPath, 'make-exports.mjs'],
    [python, 'check.py'],
    [python, 'write.py'],
    [process.execPath, 'read-back.mjs'],
  ]) {
    const code = run(program, script)
    codes.push(code)
    // Nothing more can be said without what these make.
    if (code !== 0 && script !== 'check.py') break
  }
  if (counts.failed === 0 && codes.some((code) => code !== 0)) counts.failed = 1
  return counts.failed > 0 ? 1 : 0
}

try {
  process.exitCode = runAll()
  if (report) writeFileSync(report, JSON.stringify(counts))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
