import { useRef } from 'react'

/** Before so much is done, what is left can only be guessed. */
const tellFrom = 0.03

/** Seconds until something that goes on evenly is done; null while that cannot be told. */
export function secondsLeft(elapsedSeconds: number, share: number): number | null {
  return !(share >= tellFrom && share <= 1) ? null : (elapsedSeconds * (1 - share)) / share
}

/** How long a job will still take, from when this window first saw it under way. */
export function useTimeLeft(done: number | undefined, total: number | undefined): number | null {
  const began = useRef<{ at: number; done: number } | null>(null)
  if (done === undefined || !total) return null
  began.current ??= { at: performance.now(), done }
  const { at, done: before } = began.current
  return secondsLeft((performance.now() - at) / 1000, (done - before) / (total - before))
}
