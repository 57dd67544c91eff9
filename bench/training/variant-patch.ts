import { jitterRecipes } from '../../src-main/contract/jitter-recipes.ts'
import { type Jitter, jitterSchema, type TrainingConfig } from '../../src-main/contract/training.ts'

/** What a variant changes of the settings that the product would choose. */
export interface VariantPatch {
  config?: Partial<TrainingConfig>
  jitter?: 'affine' | 'elastic' | 'none' | 'stronger'
}

/** How much more a stronger jitter is. */
const stronger = 1.5

/** The product's own variants; each changes one thing. */
export const variants = {
  default: {},
  'affine-jitter': { jitter: 'affine' },
  'elastic-jitter': { jitter: 'elastic' },
  'no-jitter': { jitter: 'none' },
  'stronger-jitter': { jitter: 'stronger' },
  'clusters-50': { config: { clusters: 50 } },
  'clusters-200': { config: { clusters: 200 } },
  'latent-8': { config: { latentDimensions: 8 } },
  'latent-32': { config: { latentDimensions: 32 } },
  'warm-up-only': { config: { elboEpochs: 0 } },
} as const satisfies Record<string, VariantPatch>

export type VariantName = keyof typeof variants
export const variantNames = Object.keys(variants) as VariantName[]

/** The settings with a variant's change. Not checked against the schema: no epochs of the full loss are allowed here. */
export function patched(config: TrainingConfig, { config: changes, jitter }: VariantPatch): TrainingConfig {
  return { ...config, ...changes, jitter: jitter ? changedJitter(config.jitter, jitter) : config.jitter }
}

function changedJitter(jitter: Jitter, change: NonNullable<VariantPatch['jitter']>): Jitter {
  if (change === 'affine') return { ...jitter, elastic: 0 }
  // Handwriting's, where the recipe has none of its own.
  const elastic = jitter.elastic || jitterRecipes.handwriting.elastic
  if (change === 'elastic') return { ...jitterRecipes.none, elastic }
  if (change === 'none') return jitterRecipes.none
  const ranges = Object.entries(jitter).map(([range, value]) => [
    range,
    range === 'flip' ? value : withinLimits(range as keyof Jitter, stronger * value),
  ])
  return Object.fromEntries(ranges)
}

function withinLimits(range: keyof Jitter, value: number): number {
  const schema = jitterSchema.shape[range]
  let allowed = value
  while (!schema.safeParse(allowed).success) allowed *= 0.99
  return allowed
}
