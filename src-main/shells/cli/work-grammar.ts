import { type Command, InvalidArgumentError, Option } from 'commander'
import { auditLogFormats } from '../../contract/work.ts'

/** Which parts of the grammar are made elsewhere. */
export interface GrammarParts {
  /** A command with the option that all have. */
  command: (usage: string, description: string, parent: Command) => Command
  run: (
    name: 'workMake' | 'workAssign' | 'workMerge' | 'workStatus' | 'workLog' | 'agreement',
    named: readonly string[],
  ) => (...args: unknown[]) => Promise<void>
  integer: (least: number, most?: number) => (text: string) => number
  share: (text: string) => number
}

/** `fewlabel work …` and `fewlabel agreement`: several people at one project. */
export function addWorkCommands(program: Command, { command, run, integer, share }: GrammarParts): void {
  const work = program.command('work').description('share work out among several people, and take it back in')

  const withChoice = (made: Command) =>
    made
      .requiredOption('--annotator <name>', 'who is to label; once for each person', named)
      .addOption(
        new Option('--clusters <numbers>', 'samples of these clusters, such as 3,17')
          .argParser(numbers)
          .conflicts(['range', 'share']),
      )
      .addOption(
        new Option('--range <a-b>', 'samples from one number to another, such as 1-500')
          .argParser(range)
          .conflicts(['clusters', 'share']),
      )
      .addOption(
        new Option('--share <p>', 'so much of what is open, drawn at random (default: all of it)')
          .argParser(share)
          .conflicts(['clusters', 'range']),
      )
      .option('--with-labeled', 'also samples that have a label, for a second opinion', false)
      .option('--seed <n>', 'draws the same samples again', integer(0, 2_147_483_647), 1)

  withChoice(
    command(
      'make <file> <out>',
      'make a package for each person: OUT is a file, or a folder for several',
      work,
    ),
  )
    .option('--overlap <k>', 'people who label the same sample', integer(1, 100), 1)
    .option('--overlap-share <p>', 'share of the samples that so many label; the others once', share, 1)
    .option(
      '--independent',
      'without guesses and without what others said, so that agreement is honest',
      false,
    )
    .action(run('workMake', ['file', 'out']))

  withChoice(
    command('assign <file>', 'share samples out among people who label in this very project', work),
  ).action(run('workAssign', ['file']))

  command('merge <file> <packages...>', 'take the labels of packages back in', work).action(
    run('workMerge', ['file', 'packages']),
  )

  command('status <file>', 'who has how much to do, and which packages came back', work).action(
    run('workStatus', ['file']),
  )

  command('log <file> <out>', 'write the whole label log: who said what, when, and what the model said', work)
    .addOption(
      new Option('--format <name>', 'what to write (default: by the ending of OUT)').choices(auditLogFormats),
    )
    .option('--overwrite', 'replace an existing file', false)
    .action(run('workLog', ['file', 'out']))

  command('agreement <file>', 'how far people agree on the samples that several labeled', program).action(
    run('agreement', ['file']),
  )
}

function named(name: string, before: readonly string[] = []): string[] {
  const clean = name.trim()
  if (clean === '' || clean.length > 100) throw new InvalidArgumentError('It must have 1 to 100 characters.')
  if (before.includes(clean)) throw new InvalidArgumentError('Each name is needed once.')
  return [...before, clean]
}

function numbers(text: string): number[] {
  const values = text.split(',').map((part) => part.trim())
  if (values.every((value) => /^\d{1,7}$/.test(value))) return [...new Set(values.map(Number))]
  throw new InvalidArgumentError('It must be numbers of clusters with commas between, such as 3,17.')
}

function range(text: string): { first: number; last: number } {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(text.trim())
  const [first, last] = [Number(found?.[1]), Number(found?.[2])]
  if (found && first >= 1 && first <= last) return { first, last }
  throw new InvalidArgumentError('It must be two numbers from 1 up, the smaller one first, such as 1-500.')
}
