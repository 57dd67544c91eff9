import type { Command } from 'commander'

/** Which parts of the grammar are made elsewhere. */
export interface SnapshotGrammarParts {
  /** A command with the option that all have. */
  command: (usage: string, description: string, parent: Command) => Command
  run: (
    name: 'snapshotList' | 'snapshotTake' | 'snapshotCompare' | 'snapshotRestore',
    named: readonly string[],
  ) => (...args: unknown[]) => Promise<void>
}

/** `fewlabel snapshot …`: named versions of labels and model. */
export function addSnapshotCommands(program: Command, { command, run }: SnapshotGrammarParts): void {
  const snapshot = program
    .command('snapshot')
    .description('keep, compare and restore versions of labels and model')

  command('list <file>', 'the snapshots there are, newest first', snapshot).action(
    run('snapshotList', ['file']),
  )

  command('take <file> <name>', 'keep labels, model and decoder as they are now, under a name', snapshot)
    .option('--note <text>', 'what it is for', '')
    .action(run('snapshotTake', ['file', 'name']))

  command(
    'compare <file> <name> [other]',
    'what changed until another snapshot (default: until now)',
    snapshot,
  ).action(run('snapshotCompare', ['file', 'name', 'other']))

  command(
    'restore <file> <name>',
    'make labels and model of a snapshot hold again; undo takes it back',
    snapshot,
  ).action(run('snapshotRestore', ['file', 'name']))
}
