import { z } from 'zod'
import { sampleViewSchema } from './labeling.ts'

/** Everything about one sample that is worth showing beside its picture. */
export const sampleDetailSchema = z.object({
  id: z.int(),
  externalId: z.string(),
  /** Columns of its row that the model does not see, in the order of the file. */
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The text that belongs to it, whole. */
  text: z.string().nullable(),
  /** Where the sample is a vector and has no text to read: what the model sees, against its cluster. */
  profile: z
    .object({
      /** Names of the columns; null where they have none. */
      names: z.array(z.string()).nullable(),
      values: z.array(z.number()),
      /**
       * Mean and standard deviation over the members of its cluster (over some thousands, evenly taken, of a larger
       * one); null before the first training.
       */
      cluster: z
        .object({ component: z.int(), mean: z.array(z.number()), deviation: z.array(z.number()) })
        .nullable(),
      /** Least and largest value of each column over the whole project. */
      range: z.array(z.object({ low: z.number(), high: z.number() })),
    })
    .nullable(),
})
export type SampleDetail = z.infer<typeof sampleDetailSchema>

/** The samples most alike in latent space, nearest first. */
export const neighboursSchema = z.object({
  /** `none`: before the first training. */
  state: z.enum(['none', 'ready']),
  samples: z.array(z.object({ sample: sampleViewSchema, distance: z.number() })),
})
export type Neighbours = z.infer<typeof neighboursSchema>
