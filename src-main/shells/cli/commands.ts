import { createNodeWorkbench } from '../browser/node-workbench.ts'
import type { CliIo } from './cli-io.ts'
import { datasheetCommand } from './commands/datasheet.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { labelCommand } from './commands/label.ts'
import { modelCommand } from './commands/model.ts'
import { predictCommand } from './commands/predict.ts'
import { qualityCommand } from './commands/quality.ts'
import { sampleCommand } from './commands/sample.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import {
  snapshotCompareCommand,
  snapshotListCommand,
  snapshotRestoreCommand,
  snapshotTakeCommand,
} from './commands/snapshot.ts'
import { statusCommand } from './commands/status.ts'
import { trainCommand } from './commands/train.ts'
import {
  agreementCommand,
  workAssignCommand,
  workLogCommand,
  workMakeCommand,
  workMergeCommand,
  workStatusCommand,
} from './commands/work.ts'
import type { Commands } from './program.ts'
import { Report } from './report.ts'
import type { Session } from './session.ts'

/** The commands as they are run: on this machine, reporting to this terminal. */
export function createCommands(
  io: CliIo,
  createWorkbench: Session['createWorkbench'] = createNodeWorkbench,
): Commands {
  const session = (json: boolean): Session => ({ io, report: new Report(io, json), createWorkbench })
  return {
    sample: (options, json) => sampleCommand(session(json), options),
    import: (options, json) => importCommand(session(json), options),
    train: (options, json) => trainCommand(session(json), options),
    simulate: (options, json) => simulateCommand(session(json), options),
    label: (options, json) => labelCommand(session(json), options),
    quality: (options, json) => qualityCommand(session(json), options),
    datasheet: (options, json) => datasheetCommand(session(json), options),
    status: (options, json) => statusCommand(session(json), options),
    export: (options, json) => exportCommand(session(json), options),
    model: (options, json) => modelCommand(session(json), options),
    predict: (options, json) => predictCommand(session(json), options),
    workMake: (options, json) => workMakeCommand(session(json), options),
    workAssign: (options, json) => workAssignCommand(session(json), options),
    workMerge: (options, json) => workMergeCommand(session(json), options),
    workStatus: (options, json) => workStatusCommand(session(json), options),
    workLog: (options, json) => workLogCommand(session(json), options),
    agreement: (options, json) => agreementCommand(session(json), options),
    snapshotList: (options, json) => snapshotListCommand(session(json), options),
    snapshotTake: (options, json) => snapshotTakeCommand(session(json), options),
    snapshotCompare: (options, json) => snapshotCompareCommand(session(json), options),
    snapshotRestore: (options, json) => snapshotRestoreCommand(session(json), options),
    serve: (options, json) => serveCommand(session(json), options),
  }
}
