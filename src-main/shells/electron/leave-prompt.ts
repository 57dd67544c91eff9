import type { MessageBoxOptions } from 'electron'
import type { Job } from './jobs.ts'
import type { Words } from './words/en.ts'

/** What is about to end the jobs of the open project. */
export type LeaveReason = 'quit' | 'close' | 'other'

/**
 * The question before work is broken off, with exactly what becomes of it; null where nothing is. Button 0 goes on with
 * leaving, button 1 stays and is what Enter and Escape take.
 */
export function leavePrompt(
  jobs: readonly Job[],
  reason: LeaveReason,
  words: Words,
): MessageBoxOptions | null {
  const broken = jobs.filter(({ breaksOff }) => breaksOff)
  if (broken.length === 0) return null
  const { leave } = words
  const confirm = { quit: leave.doQuit, close: leave.doClose, other: leave.doOther }[reason]
  return {
    type: 'question',
    message: broken.length === 1 ? leave[broken[0].kind] : leave.several,
    detail: [leave[reason], ...broken.map(({ kind }) => leave[`${kind}Then`])].join('\n'),
    buttons: [confirm, leave.stay],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
}
