import type { InputShape } from '../../../src-main/contract/data.ts'

/**
 * Why samples cannot join those of a project. `recipe`: images that are to be prepared otherwise; `kind`: something else
 * altogether; `length`: more or fewer numbers; `columns`: as many, of other names.
 */
export type ShapeMisfit =
  | { reason: 'recipe' | 'kind' | 'length' }
  | { reason: 'columns'; missing: string[]; unknown: string[] }

/** @returns null where they fit, or the project is empty */
export function shapeMisfit(there: InputShape | null, found: InputShape): ShapeMisfit | null {
  if (!there) return null
  if (there.kind === 'image' || found.kind === 'image') {
    if (there.kind !== found.kind) return { reason: 'kind' }
    const alike =
      there.kind === 'image' &&
      found.kind === 'image' &&
      there.side === found.side &&
      there.channels === found.channels
    return alike ? null : { reason: 'recipe' }
  }
  if (there.length !== found.length) return { reason: 'length' }
  if (there.columns.join('\0') === found.columns.join('\0')) return null
  const [known, given] = [new Set(there.columns), new Set(found.columns)]
  return {
    reason: 'columns',
    missing: there.columns.filter((name) => !given.has(name)),
    unknown: found.columns.filter((name) => !known.has(name)),
  }
}
