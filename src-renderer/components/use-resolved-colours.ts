import { type RefObject, useEffect, useState } from 'react'
import { useTheme } from '../lib/theme.ts'

/**
 * Custom properties as colours a canvas understands, again after every change of theme.
 * @param names such as `--accent`
 * @param host an element in the theme; null colours until it is there
 */
export function useResolvedColours<Name extends string>(
  names: readonly Name[],
  host: RefObject<HTMLElement | null>,
): Record<Name, string> | null {
  const { theme } = useTheme()
  const [colours, setColours] = useState<Record<Name, string> | null>(null)
  const key = names.join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides what the properties resolve to
  useEffect(() => {
    const read = () => {
      if (!host.current) return
      // A property holds `light-dark(…)` as written; only a real property of an element resolves it.
      const resolved = {} as Record<Name, string>
      for (const name of key.split(',') as Name[]) {
        // One for each: on an element that had a colour the next one may come in a transition, as where motion is reduced.
        const probe = document.createElement('span')
        probe.style.color = `var(${name})`
        host.current.append(probe)
        resolved[name] = getComputedStyle(probe).color
        probe.remove()
      }
      setColours(resolved)
    }
    read()
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', read)
    return () => system.removeEventListener('change', read)
  }, [theme, key, host])

  return colours
}
