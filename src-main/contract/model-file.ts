import { z } from 'zod'
import { imageRecipeSchema, inputShapeSchema } from './data.ts'
import { decoderKindSchema } from './labeling.ts'

/** Ending of a model that was saved for use elsewhere. */
export const modelExtension = '.onnx'

/** Key of an ONNX model's metadata under which {@link modelFactsSchema} lies, as JSON. */
export const modelFactsKey = 'fewlabel'

/** What a saved model says about itself, beside its graph. */
export const modelFactsSchema = z.object({
  /** Of this document. */
  format: z.literal(1),
  /** Version of the program that wrote it. */
  program: z.string().max(100),
  project: z.string().max(1000),
  savedAt: z.string().max(100),
  /** What goes in. */
  shape: inputShapeSchema,
  /** How images become inputs; null for vectors. */
  recipe: imageRecipeSchema.nullable(),
  /** Names in the order of the probabilities. */
  classes: z.array(z.string().min(1).max(200)).min(1).max(100_000),
  decoder: decoderKindSchema,
  /** Labels of people that its answers rest on. */
  labels: z.int().min(0),
  clusters: z.int().min(1),
  latentDimensions: z.int().min(1),
  /** The training it is from. */
  run: z.object({ id: z.int(), seed: z.int(), epochs: z.int() }),
})
export type ModelFacts = z.infer<typeof modelFactsSchema>

/** Names of what goes into the graph and comes out of it. */
export const modelPorts = {
  /** `uint8 [n, side, side, channels]`. */
  images: 'images',
  /** `float32 [n, length]`. */
  vectors: 'vectors',
  /** `float32 [n, classes]`, each row sums to 1. */
  probabilities: 'probabilities',
  /** `int64 [n]`: place of the most probable class. */
  classIndex: 'class_index',
  /** `float32 [n, clusters]`: p(component | sample). */
  responsibilities: 'responsibilities',
  /** `float32 [n, latent dimensions]`: mean of q(z|x). */
  latentMeans: 'latent_means',
} as const

export const modelSaveRequestSchema = z.object({
  out: z.string().min(1).max(4096),
  overwrite: z.boolean().default(false),
})
export type ModelSaveRequest = z.infer<typeof modelSaveRequestSchema>

export const modelSaveReportSchema = z.object({
  out: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  facts: modelFactsSchema,
})
export type ModelSaveReport = z.infer<typeof modelSaveReportSchema>
