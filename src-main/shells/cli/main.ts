import packageJson from '../../../package.json' with { type: 'json' }
import { processIo } from './cli-io.ts'
import { createCommands } from './commands.ts'
import { runCli } from './run-cli.ts'

const io = processIo()
process.exitCode = await runCli(process.argv.slice(2), io, packageJson.version, createCommands(io))
