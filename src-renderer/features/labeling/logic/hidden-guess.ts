import type { QueueItem } from '../../../../src-main/contract/window.ts'

/**
 * Whether the model's opinion of a sample must not be seen before it is answered: its answer tells how often the model
 * is right, and whoever sees the guess first tends to agree with it.
 */
export function hidesGuess({ reason }: Pick<QueueItem, 'reason'>): boolean {
  return reason.kind === 'audit' || reason.kind === 'random'
}
