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

/**
 * Ranges of the random changes between an image and what the encoder sees of it; all zero switches jitter off. What
 * came after the first version is off where a stored configuration does not name it.
 */
export const jitterSchema = z.object({
  /** Largest rotation, radians. */
  rotation: z.number().min(0).max(Math.PI).default(0.26),
  /** Largest relative change of scale per axis. */
  scale: z.number().min(0).max(0.5).default(0.12),
  /** Largest shear. */
  shear: z.number().min(0).max(1).default(0.2),
  /** Largest shift as a fraction of half the side. */
  shift: z.number().min(0).max(0.5).default(0.12),
  /** Standard deviation of a smooth field of displacements, as a fraction of the side. */
  elastic: z.number().min(0).max(0.1).default(0),
  /** Probability of mirroring left and right. */
  flip: z.union([z.literal(0), z.literal(0.5)]).default(0),
  /** Largest share of the side that zooming in cuts away. */
  crop: z.number().min(0).max(0.5).default(0),
  /** Largest change of brightness, as a fraction of the way from black to white. */
  brightness: z.number().min(0).max(0.5).default(0),
  /** Largest relative change of contrast. */
  contrast: z.number().min(0).max(0.9).default(0),
  /** Largest relative change of saturation; of colour images only. */
  saturation: z.number().min(0).max(1).default(0),
})
export type Jitter = z.infer<typeof jitterSchema>

/**
 * Where the latents come from. `learned`: the net learns to describe samples. `given`: the vectors are embeddings that
 * another model made; they are projected onto their principal axes, and only the mixture is fitted.
 */
export const encoderKinds = ['learned', 'given'] as const
export type EncoderKind = (typeof encoderKinds)[number]

export const trainingConfigSchema = z.object({
  /** `given` for vectors only; settings of the net and its training then have no effect. */
  encoder: z.enum(encoderKinds).default('learned'),
  /** K, the number of mixture components. */
  clusters: z.int().min(2).max(1000).default(100),
  /** D, the dimensions of the latent z. */
  latentDimensions: z.int().min(2).max(256).default(16),
  /** Units of the hidden layers of the encoder; the decoder mirrors them. */
  hiddenUnits: z.array(z.int().min(8).max(4096)).min(1).max(6).default([512, 512]),
  batchSize: z.int().min(8).max(8192).default(256),
  /** Epochs of auto-encoder warm-up before the mixture is fitted; 0 where the encoder is given. */
  warmupEpochs: z.int().min(0).max(1000),
  /** Epochs of the full ELBO; where the encoder is given, passes of expectation-maximisation. */
  elboEpochs: z.int().min(1).max(5000),
  /** The largest of the run; see model/learning-rate.ts for its course. */
  learningRate: z.number().positive().max(1).default(1e-3),
  /** Share of the epochs of the full ELBO over which the learning rate falls; 0: it is the same from first to last. */
  decayShare: z.number().min(0).max(0.9).default(0.3),
  /** Keeps a few samples out of training and lets the learning rate fall as soon as their ELBO has come to rest. */
  earlyStop: z.boolean().default(true),
  jitter: jitterSchema,
  /** Standard deviation of the noise on what the encoder sees of vectors, whose columns have standard deviation 1. */
  vectorNoise: z.number().min(0).max(2).default(0.1),
  /** Share of the columns that the encoder sees with another sample's value instead; of vectors. */
  columnDropout: z.number().min(0).max(0.9).default(0),
  seed: z.int().min(0).default(1),
  /** The run whose last checkpoint this one goes on from, with the whole epochs that it holds; null: from scratch. */
  continues: z
    .object({ runId: z.int(), epoch: z.int().min(0) })
    .nullable()
    .default(null),
})
export type TrainingConfig = z.infer<typeof trainingConfigSchema>

/**
 * A configuration as projects hold it. One without a schedule was written before there was any: its run went, and if
 * it was interrupted goes on, at one rate on all samples.
 */
export const storedTrainingConfigSchema = trainingConfigSchema.extend({
  decayShare: trainingConfigSchema.shape.decayShare.removeDefault().default(0),
  earlyStop: z.boolean().default(false),
})

export const trainingPhases = ['warmup', 'mixture', 'elbo', 'posteriors'] as const

/** Sent a few times a second while training runs. */
export const trainingProgressSchema = z.object({
  runId: z.int(),
  phase: z.enum(trainingPhases),
  /** Epochs finished over both training phases, with a fraction for the one under way. */
  epoch: z.number(),
  /** All there will be; fewer than configured once the run has decided to stop early. */
  epochs: z.int(),
  /** Means over the last report interval, nats per sample; null outside the phase that has them, or with a given encoder. */
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
  /** All of them, those of the runs it continues included. */
  epochs: z.int(),
  seconds: z.number(),
  samplesPerSecond: z.number().nullable(),
  liveComponents: z.int().nullable(),
  /** Set when it failed. */
  failure: z.string().nullable(),
})
export type TrainingRun = z.infer<typeof trainingRunSchema>

/** Epochs by which a model is trained further where nobody says otherwise; `fresh` is what a training from scratch takes. */
export function furtherEpochs(fresh: Pick<TrainingConfig, 'elboEpochs'>): number {
  return Math.ceil(fresh.elboEpochs / 2)
}

/** Whether a run has ended with a model that more training can go on from: at least one epoch of the full ELBO. */
export function canContinue({ state, checkpointEpoch, config }: TrainingRun): boolean {
  const ended = state === 'done' || state === 'cancelled'
  return ended && checkpointEpoch !== null && checkpointEpoch > config.warmupEpochs
}

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
  /** With a given encoder −log p(z), mean over the samples. */
  loss: z.number(),
  /** 0 with a given encoder, which no training changes. */
  reconstruction: z.number(),
  kl: z.number().nullable(),
  liveComponents: z.int().nullable(),
  /** Negative ELBO of the samples kept out of training; null where there are none, and during warm-up. */
  heldOutLoss: z.number().nullable().default(null),
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
  /** For people: dead components restarted, divergence rolled back, stopped early, clusters numbered as before. */
  | { type: 'notice'; message: string }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'gallery'; gallery: ComponentGallery }
  | { type: 'posteriors'; chunk: PosteriorChunk }
