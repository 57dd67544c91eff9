import { create } from 'zustand'
import { type Step, steps } from './step-states.ts'

const storageKey = 'fewlabel.tour'

/** The step of the project that the tour is at; null while there is no tour. */
export const useTour = create<{ step: Step | null }>(() => ({ step: null }))

export function startTour(): void {
  useTour.setState({ step: steps[0] })
}

/** Shows it to whoever has not seen it in this window. */
export function startFirstTour(): void {
  if (window.localStorage.getItem(storageKey) === null) startTour()
}

/** On to the next step, or the end after the last. */
export function goOnTour(): void {
  const { step } = useTour.getState()
  const next = step === null ? undefined : steps[steps.indexOf(step) + 1]
  if (next) useTour.setState({ step: next })
  else endTour()
}

export function goBackTour(): void {
  const { step } = useTour.getState()
  if (step !== null) useTour.setState({ step: steps[Math.max(0, steps.indexOf(step) - 1)] })
}

/** Ends it, and does not begin it again by itself. */
export function endTour(): void {
  window.localStorage.setItem(storageKey, 'seen')
  useTour.setState({ step: null })
}
