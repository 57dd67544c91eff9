import { useEffect } from 'react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { firstStep, type Step, steps } from './step-states.ts'

const routedKey = 'fewlabel.routed'

/**
 * The step on screen. A project that was just opened begins where its work is; a reload keeps the place.
 */
export function useCurrentStep(project: ProjectSummary): Step {
  const [first] = useRoute()
  const current = steps.find((step) => step === first)
  const { path } = project
  const start = firstStep(project)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the opening of a project chooses, not what happens in it
  useEffect(() => {
    if (window.sessionStorage.getItem(routedKey) === path && current) return
    window.sessionStorage.setItem(routedKey, path)
    navigate([start], { replace: true })
  }, [path])

  return current ?? start
}

/** The next project that opens, were it the same one, begins anew. */
export function forgetPlace(): void {
  window.sessionStorage.removeItem(routedKey)
  navigate([], { replace: true })
}
