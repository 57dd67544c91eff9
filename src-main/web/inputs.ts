import { z } from 'zod'
import { classSchema } from '../contract/labeling.ts'

/** What many procedures take. */
export const sampleId = z.int().positive()
export const sampleIds = z.array(sampleId).min(1).max(1_000_000)
export const classId = z.int().positive()
export const component = z.int().nonnegative()
export const className = z.string().trim().min(1).max(200)
export const colour = classSchema.shape.colour
export const hotkey = classSchema.shape.hotkey.optional()
export const offset = z.int().nonnegative().default(0)
export const limit = z.int().min(1).max(500).default(100)
