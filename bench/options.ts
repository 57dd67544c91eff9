import { parseArgs } from 'node:util'
import {
  type JitterRecipeName,
  jitterRecipeNames,
  jitterRecipes,
} from '../src-main/contract/jitter-recipes.ts'
import { type Jitter, jitterSchema, type TrainingConfig } from '../src-main/contract/training.ts'

/** What the command line asks of the parts that train. */
export interface BenchOptions {
  parts: string[]
  /** Words that narrow the work down: data sets, engines, variants, sizes. */
  only: string[]
  /** Orders in which random samples are labeled, per number of labels. */
  seeds: number
  /** Samples at most; such runs are trials and are not kept, unless `results` says where. */
  limit: number | null
  /** Where `mnist/`, `fashion-mnist/`, … lie; null without. */
  dataRoot: string | null
  /** Settings other than the product's own. */
  overrides: Partial<TrainingConfig>
  /** The same as people wrote them; empty without. */
  settings: string
  /** Damaged files for each reader. */
  cases: number
  /** The largest scale with its default epochs. */
  full: boolean
  /** Beginning of the names of files that latents, posteriors and classes are written to. */
  dump: string | null
  /** Folder with dumps of models, DATASET-SEED.…, to be used instead of training. */
  latents: string | null
  /** Folder for what is measured instead of bench/results. */
  results: string | null
  /** The command as it may be published: without paths. */
  command: string
}

const text = { type: 'string' } as const

const settingOptions = {
  warmup: text,
  elbo: text,
  batch: text,
  clusters: text,
  latent: text,
  rate: text,
  seed: text,
  jitter: text,
  'early-stop': text,
}

const configFields = {
  warmup: 'warmupEpochs',
  elbo: 'elboEpochs',
  batch: 'batchSize',
  clusters: 'clusters',
  latent: 'latentDimensions',
  rate: 'learningRate',
  seed: 'seed',
} as const

const privateOptions = ['--data-root', '--dump', '--results', '--latents']

/**
 * @param environment FEWLABEL_DATA is the data root where the arguments name none
 * @throws TypeError for an option that there is not; Error for a value that does not fit
 */
export function parseOptions(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...settingOptions,
      only: text,
      seeds: text,
      limit: text,
      cases: text,
      'data-root': text,
      dump: text,
      latents: text,
      results: text,
      full: { type: 'boolean' },
    },
  })
  const named = (Object.keys(settingOptions) as (keyof typeof settingOptions)[]).filter(
    (name) => values[name],
  )
  return {
    parts: positionals,
    only: values.only?.split(',').filter(Boolean) ?? [],
    seeds: values.seeds ? numberOf('seeds', values.seeds) : 5,
    cases: values.cases ? numberOf('cases', values.cases) : 10_000,
    limit: values.limit ? numberOf('limit', values.limit) : null,
    dataRoot: values['data-root'] ?? environment.FEWLABEL_DATA ?? null,
    overrides: overridesOf(values),
    settings: named.map((name) => `--${name} ${values[name]}`).join(' '),
    full: values.full ?? false,
    dump: values.dump ?? null,
    latents: values.latents ?? null,
    results: values.results ?? null,
    command: publicCommand(args),
  }
}

function overridesOf(values: Partial<Record<keyof typeof settingOptions, string>>): Partial<TrainingConfig> {
  const overrides: Partial<TrainingConfig> = {}
  for (const name of Object.keys(configFields) as (keyof typeof configFields)[]) {
    const given = values[name]
    if (given !== undefined) overrides[configFields[name]] = numberOf(name, given)
  }
  if (values.jitter !== undefined) overrides.jitter = jitterOf(values.jitter)
  const earlyStop = values['early-stop']
  if (earlyStop !== undefined) {
    if (!['on', 'off'].includes(earlyStop)) throw new Error('--early-stop is on or off')
    overrides.earlyStop = earlyStop === 'on'
  }
  return overrides
}

function numberOf(name: string, given: string): number {
  const number = Number(given)
  if (given.trim() === '' || !Number.isFinite(number))
    throw new Error(`--${name} takes a number, not "${given}"`)
  return number
}

/** A recipe by its name, or ranges as JSON; ranges that are not named are zero. */
function jitterOf(given: string): Jitter {
  if (jitterRecipeNames.includes(given as JitterRecipeName)) return jitterRecipes[given as JitterRecipeName]
  return jitterSchema.parse({ ...jitterRecipes.none, ...JSON.parse(given) })
}

function publicCommand(args: readonly string[]): string {
  const shown: string[] = []
  for (let i = 0; i < args.length; i++) {
    if (privateOptions.includes(args[i])) i++
    else if (!privateOptions.some((option) => args[i].startsWith(`${option}=`))) shown.push(args[i])
  }
  return ['npm run bench', ...(shown.length > 0 ? ['--', ...shown] : [])].join(' ')
}

/**
 * Those of the names that `--only` leaves: all where it has no word for their kind.
 *
 * @param only words of any kind
 * @param names all names of one kind
 */
export function chosen<T extends string>(only: readonly string[], names: readonly T[]): T[] {
  const wanted = names.filter((name) => only.includes(name))
  return wanted.length > 0 ? wanted : [...names]
}

/** @throws Error when a word of `--only` names nothing */
export function checkOnly(only: readonly string[], known: readonly string[]): void {
  const unknown = only.find((word) => !known.includes(word))
  if (unknown !== undefined) throw new Error(`--only knows no "${unknown}". There are: ${known.join(', ')}`)
}
