/** Id of what keys act on: the grid of samples, or the sample of the queue. */
export const workAreaId = 'labeling-work'

/** Gives the keyboard back to the samples, after a press of the mouse elsewhere. */
export function focusWork(): void {
  document.getElementById(workAreaId)?.focus({ preventScroll: true })
}
