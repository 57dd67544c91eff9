import { z } from 'zod'
import type { Agreement } from './agreement.ts'
import type { ImageRecipe, InputShape } from './data.ts'
import type { ClassPrior, DecoderKind } from './labeling.ts'
import type {
  AnnotatorQuality,
  Confusion,
  DecoderComparison,
  Groupings,
  Interval,
  QualityReport,
} from './quality.ts'
import type { TrainingRun } from './training.ts'

/*
 * The datasheet of a labeled set, in the sections of Gebru et al. 2021, "Datasheets for Datasets": what the project knows
 * is written down by the program, what only its lead knows she fills in.
 */

/** Questions that only the lead can answer, in the order of the sheet. */
export const datasheetQuestions = [
  'purpose',
  'creators',
  'funding',
  'collection',
  'consent',
  'sensitive',
  'preprocessing',
  'uses',
  'unsuitable',
  'licence',
  'distribution',
  'contact',
  'maintenance',
] as const
export type DatasheetQuestion = (typeof datasheetQuestions)[number]

const answer = z.string().trim().max(4000)

/** How people are named: as in the label log, by letters in the order of their labels, or not at all. */
export const peopleNamings = ['names', 'letters', 'none'] as const

/** What the lead fills in; kept with the project. An answer that is empty is said to be missing, never made up. */
export const datasheetSetupSchema = z.object({
  /** What the sheet calls the set; the project's name where empty. */
  title: z.string().trim().max(200).default(''),
  answers: z.partialRecord(z.enum(datasheetQuestions), answer).default({}),
  people: z.enum(peopleNamings).default('names'),
})
export type DatasheetSetup = z.infer<typeof datasheetSetupSchema>

export const datasheetFormats = ['html', 'pdf'] as const
export const datasheetLanguages = ['en', 'de'] as const

export const datasheetRequestSchema = z.object({
  format: z.enum(datasheetFormats),
  language: z.enum(datasheetLanguages).default('en'),
  /** File to write. */
  out: z.string().min(1).max(4096),
  /** Replace an existing file. */
  overwrite: z.boolean().default(false),
})
export type DatasheetRequest = z.infer<typeof datasheetRequestSchema>
export type DatasheetLanguage = DatasheetRequest['language']

export const datasheetReportSchema = z.object({
  out: z.string(),
  format: z.enum(datasheetFormats),
  bytes: z.int(),
  /** Null for HTML. */
  pages: z.int().nullable(),
  /** Questions that the lead has not answered. */
  unanswered: z.array(z.enum(datasheetQuestions)),
  /** Characters that the PDF's fonts do not have; written there by their number. */
  unprintable: z.array(z.string()),
  sha256: z.string(),
})
export type DatasheetReport = z.infer<typeof datasheetReportSchema>

export interface DatasheetClass {
  id: number
  name: string
  group: string[]
  guideline: string
  /** Identifiers of samples that show what is meant. */
  examples: string[]
}

/** All there is to say, before it is put into words. */
export interface Datasheet {
  /** ISO 8601, UTC. */
  madeAt: string
  /** Version of the program. */
  version: string
  setup: DatasheetSetup
  project: string
  samples: {
    total: number
    excluded: number
    /** Null for an empty project. */
    shape: InputShape | null
    recipe: ImageRecipe | null
    withTexts: boolean
    /** Came after the last training and were not sorted since; 0 where there was none. */
    unsorted: number
    withTruth: boolean
  }
  sources: { name: string; format: string; importedAt: string; samples: number; fields: string[] }[]
  classes: DatasheetClass[]
  labels: {
    /** Samples that people labeled one by one, in bulk, and that only the model gives a class. */
    human: number
    bulk: number
    model: number
    /** Labels that answer questions, by the kind of question. */
    asked: { audit: number; chosen: number; review: number }
    /** ISO 8601 of the first and the last label in effect; null without any. */
    first: string | null
    last: string | null
    /** What people passed over, flagged and wrote. */
    skipped: number
    flagged: number
    commented: number
    /** SHA-256 over the labels; see app/labels-digest.ts. */
    sha256: string
  }
  quality: QualityReport
  confusion: Confusion
  decoders: DecoderComparison
  groupings: Groupings
  annotators: AnnotatorQuality[]
  /** Null where nobody has looked yet. */
  agreement: Agreement | null
  /** Samples that are nearly the same as another; null while nobody has looked for them. */
  duplicates: number | null
  model: {
    run: TrainingRun
    decoder: DecoderKind
    prior: ClassPrior
    clusters: number
  } | null
}

/** What the form shows: answers and what the project knows already. */
export interface DatasheetDraft {
  setup: DatasheetSetup
  /** The project's name, for the title. */
  project: string
  accuracy: Interval | null
}
