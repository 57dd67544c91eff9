import { type Command, InvalidArgumentError, Option } from 'commander'
import { parse } from 'csv-parse/sync'
import { type ExportSplit, exportFormats, exportSplitSchema } from '../../contract/export.ts'
import { type LabelSource, labelSources } from '../../contract/labeling.ts'

/** What `fewlabel export` takes beside its two arguments. */
export function addExportOptions(command: Command, share: (text: string) => number): Command {
  return command
    .addOption(
      new Option('--format <name>', 'what to write (default: by the ending of OUT)').choices(exportFormats),
    )
    .option('--sources <list>', 'whose labels: human, bulk, model (default: all)', sources)
    .addOption(new Option('--humans-only', 'the same as --sources human,bulk').conflicts('sources'))
    .option('--min-confidence <p>', 'leave out model labels that are less sure', share, 0)
    .option('--classes <names>', 'only these, with commas between; names with a comma in "quotes"', names)
    .option('--annotators <names>', 'only labels that these people gave', names)
    .option('--clusters <numbers>', 'only samples of these clusters', clusters)
    .option('--split <parts>', 'split the set, such as train=0.8,val=0.1,test=0.1', parts)
    .option('--split-seed <n>', 'draws the same parts again', wholeNumber, 1)
    .option('--no-stratify', 'parts need not have each class in the same share')
    .option('--no-group-duplicates', 'near-duplicates may come into different parts')
    .option(
      '--with-samples',
      'tables and tasks: the samples, too: vectors, texts, fields; parquet: images',
      false,
    )
    .option('--croissant <file>', 'JSON with name, description, license, url and creator, for croissant.json')
    .option('--snapshot <name>', 'the project as it was when this snapshot was taken')
    .option('--overwrite', 'replace an existing file', false)
}

function sources(text: string): LabelSource[] {
  const given = text.split(',').map((part) => part.trim())
  const known = labelSources.filter((source) => given.includes(source))
  if (known.length === new Set(given).size) return known
  throw new InvalidArgumentError('It must be human, bulk and model, or some of them, with commas between.')
}

function names(text: string): string[] {
  const given = namesIn(text)
  if (given.length > 0 && given.every((name) => name !== '')) return given
  throw new InvalidArgumentError('It must be names with commas between; names with a comma in "quotes".')
}

/** None where a quote is not closed. */
function namesIn(text: string): string[] {
  try {
    const [given = []] = parse(text, { trim: true, relax_quotes: true }) as string[][]
    return given
  } catch {
    return []
  }
}

function clusters(text: string): number[] {
  const given = text.split(',').map((part) => part.trim())
  if (given.every((part) => /^\d+$/.test(part))) return given.map(Number)
  throw new InvalidArgumentError('It must be numbers of clusters with commas between, such as 0,3,17.')
}

function parts(text: string): ExportSplit['parts'] {
  const given = text.split(',').map((part) => {
    const [name, share, ...rest] = part.split('=')
    return { name: name.trim(), share: rest.length > 0 || !share?.trim() ? Number.NaN : Number(share) }
  })
  const parsed = exportSplitSchema.shape.parts.safeParse(given)
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError('It must be two parts or more with their shares: train=0.8,test=0.2.')
}

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number from 0 up.')
}
