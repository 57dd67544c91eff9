// Runs one child process to its end, with limits, so that set-up never hangs.
import { spawn } from 'node:child_process'

/** Children under way, to be ended when the set-up itself is interrupted. */
const running = new Set()

/**
 * Runs a command and collects what it prints (the last 64 kB); never throws.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds: number, watch?: () => string | null }} options
 *   `watch` is asked every two seconds; a returned text ends the child and becomes the reason.
 * @returns {Promise<{ ok: boolean, output: string, reason: string }>} `reason`: why it failed, in one line
 */
export function runCommand(command, args, { cwd, env, seconds, watch }) {
  return new Promise((resolve) => {
    // Its own process group, so that a compiler's or pip's own children end with it.
    const detached = process.platform !== 'win32'
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached })
    let output = ''
    let stopped = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-65_536)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const end = () => endChild(child, detached)
    running.add(end)
    const started = Date.now()
    const timer = setInterval(() => {
      stopped ||= watch?.() ?? ''
      if (!stopped && Date.now() - started > seconds * 1000) stopped = `it took longer than ${seconds} s`
      if (stopped) end()
    }, 2000)
    const finish = (ok, reason) => {
      clearInterval(timer)
      running.delete(end)
      resolve({ ok, output, reason })
    }
    child.on('error', (error) => finish(false, error.message))
    child.on('close', (code, signal) => {
      if (code === 0) return finish(true, '')
      finish(false, stopped || lastTellingLine(output) || `ended with ${signal ?? `code ${code}`}`)
    })
  })
}

/** Ends every child under way; for the moment the set-up is interrupted. */
export function endRunningCommands() {
  for (const end of running) end()
}

function endChild(child, detached) {
  try {
    if (detached && child.pid) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // It ended by itself between the question and the kill.
  }
}

/** The line of a program's output that says what went wrong: the last "Error: …", else the last line. */
function lastTellingLine(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const telling = lines.filter((line) => /(^|\s)(\w*Error|ERROR|error)( \[\w+\])?: /.test(line))
  return (telling.at(-1) ?? lines.filter(Boolean).at(-1) ?? '').slice(0, 300)
}
