import { z } from 'zod'

/** The map of the latent space: where every sorted sample lies in the plane. */
export const mapStateSchema = z.object({
  /** `none`: nothing is sorted yet, or (with a run) nobody has opened the map yet. */
  state: z.enum(['none', 'preparing', 'ready', 'failed']),
  /** The run whose posteriors it is drawn from; the coordinates are at `/map/{runId}/points`. */
  runId: z.int().nullable(),
  count: z.int(),
  /** Share of the work that is done, while it is being prepared. */
  progress: z.number(),
  /** Null until it can be told. */
  secondsLeft: z.number().nullable(),
  /** Why there is none, in `failed`. */
  message: z.string().nullable(),
})
export type MapState = z.infer<typeof mapStateSchema>

/**
 * `/map/{runId}/points`: float32 little-endian, x and y of every sorted sample [count · 2], in [−1, 1].
 * `/map/marks`: for each of them {@link mapMarkBytes} bytes, little-endian: class id of label or guess (uint16, 0 none),
 * component (uint16), confidence in 255ths (uint8), {@link mapFlags} (uint8), place of the annotator in the header
 * `x-annotators`, a JSON array, counted from 1 (uint8, 0 none), 0. The header `x-revision` tells of what labels.
 */
export const mapMarkBytes = 8
export const mapFlags = { labeled: 1, bulk: 2, skipped: 4, flagged: 8, excluded: 16 } as const
