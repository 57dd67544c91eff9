import { Command, InvalidArgumentError, Option } from 'commander'
import { predictionFormats } from '../../app/classify-source.ts'
import { givenLabelUses, importFormats } from '../../contract/data.ts'
import { datasheetLanguages } from '../../contract/datasheet.ts'
import { jitterRecipeNames } from '../../contract/jitter-recipes.ts'
import { decoderKinds, queryStrategies } from '../../contract/labeling.ts'
import { targetSchema } from '../../contract/quality.ts'
import { encoderKinds, engineBackends } from '../../contract/training.ts'
import type { CommandOptions } from './command-options.ts'
import { addExportOptions } from './export-options.ts'
import { addSnapshotCommands } from './snapshot-grammar.ts'
import { addWorkCommands } from './work-grammar.ts'

/** What each command does, given its options; a name that is missing here is a type error. */
export type Commands = {
  [Name in keyof CommandOptions]: (options: CommandOptions[Name], json: boolean) => Promise<void>
}

/** The command line's grammar. Parses, checks, and calls; knows nothing of what the commands do. */
export function createProgram(commands: Commands, version: string): Command {
  const program = new Command('fewlabel')
    .description('Label a pile of samples with very few labels.')
    .version(version)
    .showHelpAfterError('Run with --help for the options.')
    // As a program of its own it would end the process; see run-cli.ts.
    .exitOverride()

  function command(usage: string, description: string, parent: Command = program): Command {
    return parent
      .command(usage)
      .description(description)
      .option('--json', 'print one JSON document, for scripts', false)
  }

  function run<Name extends keyof CommandOptions>(
    name: Name,
    named: readonly (keyof CommandOptions[Name])[],
  ) {
    return (...args: unknown[]) => {
      // Commander hands over the arguments, then the options, then the command itself.
      const { json, ...options } = args[named.length] as { json: boolean }
      const given = Object.fromEntries(named.map((argument, i) => [argument, args[i]]))
      return commands[name]({ ...options, ...given } as CommandOptions[Name], json)
    }
  }

  command('sample <file>', 'make a project of letters drawn by the program')
    .option('--count <n>', 'letters to draw', integer(1, 10_000_000), 5000)
    .option('--seed <n>', 'draws the same letters again', integer(0), 1)
    .action(run('sample', ['file']))

  command('import <file> <source>', 'bring images or vectors into a project, which is made if need be')
    .addOption(new Option('--format <name>', 'what the source is (default: guessed)').choices(importFormats))
    .option('--labels <path>', 'idx, npy: the file with the classes')
    .option('--transpose', 'idx: images are stored column by column (EMNIST)', false)
    .option('--folders-are-classes', 'folder: names of sub-folders are classes', false)
    .addOption(
      new Option(
        '--given-labels <use>',
        'what classes that come with the samples are: the truth, labels of people, or left out (default: truth)',
      ).choices(givenLabelUses),
    )
    .option('--labels-by <name>', 'whose the labels are, where the source does not say (default: imported)')
    .option('--truth-column <name>', 'tables: column with what a sample really is (default: found by name)')
    .option('--label-column <name>', 'tables: column with what somebody said it is (default: found by name)')
    .option('--annotator-column <name>', 'tables: column with the name of who said it')
    .option('--labeled-at-column <name>', 'tables: column with the time it was said at')
    .option('--id-column <name>', 'tables: column that identifies a row (default: found by name)')
    .option(
      '--text-column <name>',
      'tables: column with the text to read (default: found by name and length)',
    )
    .option('--embedding-column <name>', 'tables: column with embeddings as "[0.1, 0.2, …]" (default: found)')
    .option('--image-column <name>', 'tables: column with images, or paths of image files beside the table')
    .option('--side <pixels>', 'side of the square that images become (default: 28)', integer(4, 256))
    .addOption(
      new Option('--colour <mode>', 'colours kept (default: grayscale)').choices(['grayscale', 'rgb']),
    )
    .addOption(
      new Option('--fit <how>', 'how images become square (default: pad)').choices([
        'pad',
        'crop',
        'stretch',
      ]),
    )
    .action(run('import', ['file', 'source']))

  command('train <file>', 'sort the samples into clusters, without labels')
    .option('--clusters <n>', 'components of the mixture (default: 100)', integer(2, 1000))
    .option(
      '--epochs <n>',
      'passes over the samples, warm-up included, or, with --continue, passes to add (default: by their number)',
      integer(2, 6000),
    )
    .addOption(engineOption())
    .addOption(
      new Option(
        '--jitter <recipe>',
        'how the views differ that the model learns from; photos are mirrored, handwriting never (default: as last ' +
          'time, else by a look at the samples)',
      ).choices(jitterRecipeNames),
    )
    .addOption(
      new Option(
        '--encoder <kind>',
        'learned: a net learns to describe the samples; given: vectors are embeddings of another model, and no net is ' +
          'trained (default: as last time, else by a look at the samples)',
      ).choices(encoderKinds),
    )
    .option('--seed <n>', 'repeats a training (default: 1)', integer(0))
    .option('--resume', 'go on with a training that was stopped', false)
    .addOption(
      new Option(
        '--continue',
        'train the model there is further, on all samples; clusters keep their numbers',
      )
        .default(false)
        .conflicts(['resume', 'clusters', 'jitter', 'encoder', 'seed']),
    )
    .action(run('train', ['file']))

  command('simulate <file>', 'play the annotator from imported truth; writes nothing')
    .requiredOption('--labels <counts>', 'label counts to measure at, such as 10,30,60,100', counts)
    .addOption(
      new Option('--decoder <name>', 'from clusters to classes').choices(decoderKinds).default('graph'),
    )
    .addOption(
      new Option('--strategy <name>', 'which samples are labeled').choices(queryStrategies).default('random'),
    )
    .option('--seeds <n>', 'repetitions', integer(1, 1000), 5)
    .option('--noise <share>', 'how often a label is wrong', share, 0)
    .option('--annotators <n>', 'people who label each sample; what they say is weighed', integer(1, 20), 1)
    .action(run('simulate', ['file']))

  command('label <file> <labels>', 'take labels from a CSV file with the columns id and label')
    .option('--skip-unknown', 'leave out ids that are not in the project', false)
    .option('--annotator <name>', 'who labeled, where the file does not say (default: you)')
    .action(run('label', ['file', 'labels']))

  command('quality <file>', 'how good labels and guesses are, and whether it is time to stop')
    .option('--target <p>', 'accuracy to be reached, instead of the one the project keeps', targetShare)
    .action(run('quality', ['file']))

  command('datasheet <file> <out>', 'write down what the set is, how it was labeled and how good that is')
    .addOption(
      new Option('--language <code>', 'language of the sheet').choices(datasheetLanguages).default('en'),
    )
    .option('--overwrite', 'replace an existing file', false)
    .action(run('datasheet', ['file', 'out']))

  command('status <file>', 'what is in a project, and which engine runs')
    .addOption(engineOption())
    .action(run('status', ['file']))

  addExportOptions(command('export <file> <out>', 'write the labeled samples'), share).action(
    run('export', ['file', 'out']),
  )

  command('model <file> <out>', 'save encoder, mixture and label decoder as ONNX, for use elsewhere')
    .option('--overwrite', 'replace an existing file', false)
    .action(run('model', ['file', 'out']))

  command('predict <model> <source> <out>', 'have a saved model say what new samples are')
    .addOption(new Option('--format <name>', 'what the source is (default: guessed)').choices(importFormats))
    .option('--transpose', 'idx: images are stored column by column (EMNIST)', false)
    .option('--id-column <name>', 'tables: column that identifies a row (default: found by name)')
    .option('--text-column <name>', 'tables: column with a text, which the model does not read')
    .option('--embedding-column <name>', 'tables: column with embeddings as "[0.1, 0.2, …]" (default: found)')
    .option('--image-column <name>', 'tables: column with images, or paths of image files beside the table')
    .addOption(
      new Option('--to <name>', 'what to write (default: by the ending of OUT)').choices(predictionFormats),
    )
    .option('--overwrite', 'replace an existing file', false)
    .action(run('predict', ['model', 'source', 'out']))

  addWorkCommands(program, {
    command,
    run: (name, named) => run(name, named as never[]),
    integer,
    share,
  })

  addSnapshotCommands(program, { command, run: (name, named) => run(name, named as never[]) })

  command('serve [file]', 'open the window in a browser')
    .option('--port <n>', 'port on this machine; 0 takes a free one', integer(0, 65_535), 0)
    .option('--no-open', 'do not open the browser')
    .action(run('serve', ['file']))

  return program
}

function engineOption(): Option {
  return new Option('--engine <name>', 'what computes').choices(['auto', ...engineBackends]).default('auto')
}

function integer(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number from ${least} up.`
        : `It must be a whole number from ${least} to ${most}.`,
    )
  }
}

function targetShare(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && targetSchema.safeParse(value).success) return value
  throw new InvalidArgumentError('It must be a number from 0.5 to 0.999.')
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0 to 1.')
}

function counts(text: string): number[] {
  const values = text.split(',').map((part) => Number(part.trim()))
  if (values.every((value) => Number.isSafeInteger(value) && value > 0)) {
    return [...new Set(values)].sort((a, b) => a - b)
  }
  throw new InvalidArgumentError('It must be whole numbers with commas between, such as 10,30,60.')
}
