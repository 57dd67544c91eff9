import { createContext, useContext, useMemo, useRef } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'

/** What of a class is drawn on tiles and bars. */
export interface ClassLook {
  readonly id: number
  readonly name: string
  readonly colour: string
}
export type ClassLooks = ReadonlyMap<number, ClassLook>

export const ClassLooksContext = createContext<ClassLooks>(new Map())

export function useClassLooks(): ClassLooks {
  return useContext(ClassLooksContext)
}

/**
 * The looks of the classes, the same object until a name or a colour changes: counts change with every label, and tiles
 * must not be drawn anew for them.
 */
export function useStableLooks(classes: readonly LabelClass[]): ClassLooks {
  const latest = useRef<ClassLooks>(new Map())
  return useMemo(() => {
    const same =
      classes.length === latest.current.size &&
      classes.every(({ id, name, colour }) => {
        const before = latest.current.get(id)
        return before?.name === name && before.colour === colour
      })
    if (!same) latest.current = new Map(classes.map(({ id, name, colour }) => [id, { id, name, colour }]))
    return latest.current
  }, [classes])
}
