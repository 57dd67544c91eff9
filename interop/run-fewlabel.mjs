import packageJson from '../package.json' with { type: 'json' }
import { createCommands } from '../src-main/shells/cli/commands.ts'
import { runCli } from '../src-main/shells/cli/run-cli.ts'

/** Runs a command of the program as a terminal would, in this process. @returns what it printed */
export async function runFewlabel(...args) {
  let printed = ''
  let said = ''
  const io = {
    out: (text) => {
      printed += text
    },
    err: (text) => {
      said += text
    },
    width: () => null,
    signal: new AbortController().signal,
  }
  const code = await runCli(args, io, packageJson.version, createCommands(io))
  if (code !== 0) throw new Error(`fewlabel ${args.join(' ')} ended with ${code}:\n${said}`)
  return printed
}
