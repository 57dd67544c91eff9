import { type Command, CommanderError } from 'commander'
import { FewlabelError } from '../../contract/errors.ts'
import type { CliIo } from './cli-io.ts'
import { type Commands, createProgram } from './program.ts'
import { exitCodes, Report } from './report.ts'

/**
 * Runs one command line and answers with its exit code; never throws and never ends the process.
 *
 * @param args without the program itself
 * @param commands what the commands do, see commands.ts
 */
export async function runCli(
  args: readonly string[],
  io: CliIo,
  version: string,
  commands: Commands,
): Promise<number> {
  // Known before the line is parsed, since a line that cannot be parsed is reported in the same form.
  const json = args.includes('--json')
  const report = new Report(io, json)
  const program = createProgram(commands, version)
  // A line that cannot be parsed is reported below when it is to be JSON.
  const complain = json ? () => {} : io.err
  const output = { writeOut: io.out, writeErr: complain, outputError: complain }
  for (const command of withAllBelow(program)) command.configureOutput(output)
  try {
    if (args.length === 0) program.help({ error: true })
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return report.failure(thrown)
    if (thrown.exitCode === 0) return exitCodes.done
    if (json) {
      report.failure(
        new FewlabelError('bad-request', thrown.message.replace(/^error: /, ''), {
          remedy: 'Run with --help for the options.',
        }),
      )
    }
    return exitCodes.usage
  }
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)]
}
