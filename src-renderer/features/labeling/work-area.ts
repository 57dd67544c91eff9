/** Id of what keys act on: the grid of samples, or the sample of the queue. */
export const workAreaId = 'labeling-work'

/** Id of the list of steps. */
export const historyListId = 'labeling-history'

export function workArea(): HTMLElement | null {
  return document.getElementById(workAreaId)
}

/** Gives the keyboard back to the samples, after a press of the mouse elsewhere. */
export function focusWork(): void {
  workArea()?.focus({ preventScroll: true })
}
