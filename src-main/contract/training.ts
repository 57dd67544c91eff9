import { z } from 'zod'

export const engineBackends = ['native', 'wasm'] as const
export const engineBackendSchema = z.enum(engineBackends)
export type EngineBackend = z.infer<typeof engineBackendSchema>

/** Which engine runs and why; shown in the window and in `fewlabel status`. */
export const engineStatusSchema = z.object({
  state: z.enum(['starting', 'ready', 'training', 'restarting', 'failed', 'stopped']),
  backend: engineBackendSchema.nullable(),
  /** One sentence for people: "TensorFlow 2.9.1 on the processor" or "WebAssembly, because …". */
  reason: z.string(),
  version: z.string().nullable(),
  pid: z.int().nullable(),
  /** Times the engine was restarted after dying, since the program started. */
  restarts: z.int(),
})
export type EngineStatus = z.infer<typeof engineStatusSchema>

/** Ranges of the random affine map that the encoder sees; all zero switches jitter off. */
export const jitterSchema = z.object({
  /** Largest rotation, radians. */
  rotation: z.number().min(0).max(Math.PI).default(0.26),
  /** Largest relative change of scale per axis. */
  scale: z.number().min(0).max(0.5).default(0.12),
  /** Largest shear. */
  shear: z.number().min(0).max(1).default(0.2),
  /** Largest shift as a fraction of half the side. */
  shift: z.number().min(0).max(0.5).default(0.12),
})
export type Jitter = z.infer<typeof jitterSchema>

export const trainingConfigSchema = z.object({
  /** K, the number of mixture components. */
  clusters: z.int().min(2).max(1000).default(100),
  /** D, the dimensions of the latent z. */
  latentDimensions: z.int().min(2).max(256).default(16),
  /** Units of the hidden layers of the encoder; the decoder mirrors them. */
  hiddenUnits: z.array(z.int().min(8).max(4096)).min(1).max(6).default([512, 512]),
  batchSize: z.int().min(8).max(8192).default(256),
  /** Epochs of auto-encoder warm-up before the mixture is fitted. */
  warmupEpochs: z.int().min(1).max(1000),
  /** Epochs of the full ELBO. */
  elboEpochs: z.int().min(1).max(5000),
  learningRate: z.number().positive().max(1).default(1e-3),
  jitter: jitterSchema,
  seed: z.int().min(0).default(1),
})
export type TrainingConfig = z.infer<typeof trainingConfigSchema>

export const trainingPhases = ['warmup', 'mixture', 'elbo', 'posteriors'] as const

/** Sent a few times a second while training runs. */
export const trainingProgressSchema = z.object({
  runId: z.int(),
  phase: z.enum(trainingPhases),
  /** Epochs finished over both training phases, with a fraction for the one under way. */
  epoch: z.number(),
  epochs: z.int(),
  /** Means over the last report interval, nats per sample; null outside the phase that has them. */
  reconstruction: z.number().nullable(),
  kl: z.number().nullable(),
  /** Negative ELBO (or the reconstruction loss during warm-up). */
  loss: z.number().nullable(),
  /** Components whose mass is at least 0.1/K; null before the mixture exists. */
  liveComponents: z.int().nullable(),
  samplesPerSecond: z.number(),
  elapsedSeconds: z.number(),
  secondsLeft: z.number().nullable(),
})
export type TrainingProgress = z.infer<typeof trainingProgressSchema>

export const trainingStates = [
  'queued',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'interrupted',
] as const
export const trainingRunSchema = z.object({
  id: z.int(),
  state: z.enum(trainingStates),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  config: trainingConfigSchema,
  backend: engineBackendSchema.nullable(),
  /** Whole epochs in the last checkpoint. */
  checkpointEpoch: z.int().nullable(),
  epochs: z.int(),
  seconds: z.number(),
  samplesPerSecond: z.number().nullable(),
  liveComponents: z.int().nullable(),
  /** Set when it failed. */
  failure: z.string().nullable(),
})
export type TrainingRun = z.infer<typeof trainingRunSchema>

export interface NamedTensor {
  name: string
  shape: number[]
  values: Float32Array
}

/** All it takes to go on as if nothing had happened; stored in one transaction. */
export interface Checkpoint {
  runId: number
  /** Finished epochs over both phases. */
  epoch: number
  /** Batches done in the epoch after those; the epoch's order follows from the seed, so training goes on there. */
  batch: number
  /** `warmup` until the mixture is fitted. */
  phase: 'warmup' | 'elbo'
  /** Optimizer steps so far in the phase (Adam's t). */
  step: number
  config: TrainingConfig
  /** Weights, mixture parameters, standardisation constants. */
  weights: NamedTensor[]
  /** Adam's first and second moments, named as the weights with `/m` and `/v`. */
  moments: NamedTensor[]
  /** Mean loss per finished epoch, for the curve. */
  history: EpochRecord[]
}

export const epochRecordSchema = z.object({
  epoch: z.int(),
  phase: z.enum(['warmup', 'elbo']),
  loss: z.number(),
  reconstruction: z.number(),
  kl: z.number().nullable(),
  liveComponents: z.int().nullable(),
})
export type EpochRecord = z.infer<typeof epochRecordSchema>

/** Components kept per sample in sparse posteriors. */
export const posteriorWidth = 8

/** Sparse, calibrated responsibilities p(c|x) (see model/posterior.ts) and latent means of samples first … first+count-1 (0-based). */
export interface PosteriorChunk {
  first: number
  count: number
  /** [count · posteriorWidth], sorted by weight, largest first. */
  components: Uint16Array
  /** [count · posteriorWidth], renormalised: each row sums to 1. */
  weights: Float32Array
  /** [count · latentDimensions] */
  means: Float32Array
}

/** What the mixture looks like to people. */
export interface ComponentGallery {
  runId: number
  epoch: number
  /** Mixture weights π [K]. */
  masses: Float32Array
  /** Decoded component means, [K · inputLength]: bytes for images, raw (unstandardised) numbers for vectors. */
  prototypes: Uint8Array | Float32Array
}

/** What a training run tells its host, in the order it happens. */
export type TrainingEvent =
  | { type: 'progress'; progress: TrainingProgress }
  | { type: 'epoch'; record: EpochRecord }
  /** For people: dead components restarted, divergence rolled back. */
  | { type: 'notice'; message: string }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'gallery'; gallery: ComponentGallery }
  | { type: 'posteriors'; chunk: PosteriorChunk }
