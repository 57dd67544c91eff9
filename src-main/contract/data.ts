import { z } from 'zod'

/** What one model input is. Images are stored as bytes, row by row, channels last; vectors as float32. */
export const inputShapeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    /** Side of the square, in pixels. */
    side: z.int().min(4).max(256),
    channels: z.union([z.literal(1), z.literal(3)]),
  }),
  z.object({ kind: z.literal('vector'), length: z.int().min(1).max(65_536), columns: z.array(z.string()) }),
])
export type InputShape = z.infer<typeof inputShapeSchema>

/** Numbers in one model input: side² · channels, or the vector's length. */
export function inputLength(shape: InputShape): number {
  return shape.kind === 'image' ? shape.side * shape.side * shape.channels : shape.length
}

/** How an image becomes the model's input; recorded in the project so that later imports are treated alike. */
export const imageRecipeSchema = z.object({
  colour: z.enum(['grayscale', 'rgb']).default('grayscale'),
  side: z.int().min(4).max(256).default(28),
  /** `pad`: keep proportions, fill to a square with the border's mean colour; `crop`: centre square; `stretch`. */
  fit: z.enum(['pad', 'crop', 'stretch']).default('pad'),
})
export type ImageRecipe = z.infer<typeof imageRecipeSchema>

/**
 * `folder`: a tree of images, plain, with class folders (train/val/test above them or not), or with Hugging Face's
 * metadata file; `npy`: NumPy arrays, one or a ZIP of them (NPZ). Any of them may come in a ZIP archive.
 */
export const importFormats = [
  'idx',
  'folder',
  'csv',
  'parquet',
  'jsonl',
  'arff',
  'libsvm',
  'npy',
  'coco',
  'label-studio',
  'prodigy',
  'tfrecord',
] as const
export const importFormatSchema = z.enum(importFormats)
export type ImportFormat = z.infer<typeof importFormatSchema>

/** Formats that are tables: what their columns are used for can be chosen. */
export const tableFormats = ['csv', 'parquet', 'jsonl', 'arff'] as const satisfies readonly ImportFormat[]

/**
 * What a column of a table is used for. `truth`: what the sample really is, kept apart from all labels; `label`: what
 * somebody said it is, by the name in `annotator` at the time in `labeled-at`; `image`: encoded images, or paths of
 * image files beside the table.
 */
export const columnRoles = [
  'feature',
  'embedding',
  'image',
  'text',
  'field',
  'truth',
  'label',
  'annotator',
  'labeled-at',
  'id',
  'out',
] as const
export const columnRoleSchema = z.enum(columnRoles)
export type ColumnRole = z.infer<typeof columnRoleSchema>

/** Roles that any number of columns can have; of each other there is at most one. */
export const sharedColumnRoles = ['feature', 'field', 'out'] as const satisfies readonly ColumnRole[]

export const sourceColumnSchema = z.object({
  /** Empty for one without a name. */
  name: z.string(),
  role: columnRoleSchema,
  /** What it may be used for instead, `role` included. */
  possible: z.array(columnRoleSchema),
  /** Why it is left out, as the rest of a sentence; null for other roles. */
  reason: z.string().nullable(),
  /** First cells that are not empty, shortened. */
  examples: z.array(z.string()),
})
export type SourceColumn = z.infer<typeof sourceColumnSchema>

/** What becomes of the classes that come with the samples of formats other than tables. */
export const givenLabelUses = ['truth', 'labels', 'out'] as const
export const givenLabelUseSchema = z.enum(givenLabelUses)
export type GivenLabelUse = z.infer<typeof givenLabelUseSchema>

/** Who is named where people's labels come in and the source does not say whose they are. */
export const unknownAnnotator = 'imported'

// The longest that systems take, and more than any table is wide.
const path = z.string().min(1).max(4096)
const columnName = z.string().max(10_000)
const mostColumns = 100_000

export const importRequestSchema = z.object({
  /** File or folder to read. */
  source: path,
  /** Guessed from the source where absent. */
  format: importFormatSchema.optional(),
  /** idx, npy: the file with the classes. */
  labels: path.optional(),
  /** idx: the images are stored column by column (EMNIST). */
  transpose: z.boolean().default(false),
  /** folder: the names of sub-folders are classes. */
  foldersAreClasses: z.boolean().default(false),
  /** Whether classes that come with the samples are truth, people's labels, or left out; tables have roles for that. */
  givenLabels: givenLabelUseSchema.default('truth'),
  /** Whose the labels are where the source does not say; {@link unknownAnnotator} where absent. */
  labelsBy: z.string().trim().min(1).max(100).optional(),
  /** Tables: what becomes of columns, where that is not what would be proposed. */
  columnRoles: z
    .array(z.object({ column: columnName, role: columnRoleSchema }))
    .max(mostColumns)
    .optional(),
  recipe: imageRecipeSchema.default({ colour: 'grayscale', side: 28, fit: 'pad' }),
})
export type ImportRequest = z.infer<typeof importRequestSchema>

/** What somebody said a sample is, before it came here. */
export interface GivenLabel {
  /** Name of the class. */
  name: string
  annotator: string
  /** ISO 8601, UTC; the time of the import where the source does not say. */
  at: string | null
}

/** One prepared sample on its way into the project. */
export interface PreparedSample {
  /** Identifier from the source, unique in it: file name relative to the source, row id, or index as text. */
  externalId: string
  /** Path of the original file, absolute; null when the sample has no file of its own. */
  sourcePath: string | null
  /** Model input: bytes for images, float32 for vectors; see {@link InputShape}. */
  input: Uint8Array | Float32Array
  /**
   * Shown to people; null where the embedded original is small enough to be shown as it is, or, without a file,
   * the model input itself is what there is to see.
   */
  thumbnail: { mediaType: string; width: number; height: number; bytes: Uint8Array } | null
  /**
   * The original's bytes when it is at most {@link embeddedOriginalLimit} long or, up to {@link loneOriginalLimit}, has no
   * file of its own to be read from later (it came in a ZIP, a Parquet file, a TFRecord).
   */
  original: { mediaType: string; bytes: Uint8Array } | null
  /** SHA-256 of the original (file bytes, or the raw row), 32 bytes. Two samples with the same hash are duplicates. */
  contentHash: Uint8Array
  /** Imported ground truth: a class name, kept apart from labels. */
  truth: string | null
  /** What people said it is, oldest first; they come in as labels of theirs, in the transaction of the import. */
  labels?: GivenLabel[]
  /** Cells of the columns that the model does not see, in the order of the source's `fieldNames`. */
  fields?: string[]
  /** The text that belongs to it, for people to read. */
  text?: string
}

/** Longest field and longest text that are kept, in characters (UTF-16 units); what is longer is cut, and that is said. */
export const fieldLimit = 2000
export const textLimit = 100_000

/** Originals up to this many bytes are embedded in the project file; larger ones stay where they are. */
export const embeddedOriginalLimit = 64 * 1024
export const loneOriginalLimit = 16 * 1024 * 1024

export const importProblemSchema = z.object({
  file: z.string(),
  place: z.string().optional(),
  reason: z.string(),
})
/** An item that could not be imported while the rest went on. */
export type ImportProblem = z.infer<typeof importProblemSchema>

export const importProgressSchema = z.object({
  done: z.int(),
  /** Null until it is known. */
  total: z.int().nullable(),
  imported: z.int(),
  duplicates: z.int(),
  failed: z.int(),
  secondsLeft: z.number().nullable(),
})
export type ImportProgress = z.infer<typeof importProgressSchema>

export const importReportSchema = z.object({
  source: z.string(),
  format: importFormatSchema,
  imported: z.int(),
  duplicates: z.int(),
  /** Up to 1,000 duplicates: the sample that was skipped and the one already there. */
  duplicateExamples: z.array(z.object({ skipped: z.string(), sameAs: z.string() })),
  failed: z.int(),
  /** Up to 1,000 problems, in the order met. */
  problems: z.array(importProblemSchema),
  /** What was decided about the source as a whole: a column left out, cells that were cut. */
  notices: z.array(importProblemSchema),
  truthClasses: z.array(z.string()),
  /** Labels that came in with the samples, and the people they are from. */
  labels: z.int(),
  labelAnnotators: z.array(z.string()),
  seconds: z.number(),
})
export type ImportReport = z.infer<typeof importReportSchema>
