import { classOfHotkey, redo as redoStep, undo as undoStep } from '../../labeling/data/labeling-commands.ts'
import type { LabelingSession } from '../../labeling/data/labeling-session.ts'
import { acceptedClass, type ReviewItem } from '../logic/review-items.ts'

export interface ReviewMoment {
  session: LabelingSession
  /** The item on screen; undefined when there is nothing to review. */
  item: ReviewItem | undefined
  index: number
  count: number
  moveTo: (index: number) => void
  /** Keys of the items answered so far, oldest first; added to and taken from here. */
  answered: string[]
  /** Goes to an item that an undo brings back. */
  returnTo: (key: string) => void
}

export type ReviewCommands = ReturnType<typeof reviewCommands>

/** What can be done about the item on screen. */
export function reviewCommands({ session, item, index, count, moveTo, answered, returnTo }: ReviewMoment) {
  const views = () => item?.samples.map((id) => session.samples.get(id)?.view) ?? []

  const answer = (classId: number) => {
    if (!item) return
    if (session.actions.getState().failure) {
      session.tell('The last answer is not saved yet. Try again or discard it first.')
      return
    }
    // A sample that nobody labeled is labeled as always: there is nothing to settle.
    const doubted = item.kind === 'suspects' || item.kind === 'disputes'
    const review = doubted || views().some((view) => view?.label)
    session.act({ kind: 'label', samples: item.samples, classId, ...(review && { review }) })
    answered.push(item.key)
    moveTo(index + 1)
  }

  return {
    index,
    count,
    moveTo,
    answer,
    accept: () => {
      if (!item) return
      const classId = acceptedClass(
        item,
        views().map((view) => view?.label?.classId ?? null),
      )
      if (classId === null) session.tell('There is no label to keep. Press the key of a class.')
      else answer(classId)
    },
    /** A sample without a label is put aside, as in the queue; one with a label is passed over. */
    skip: () => {
      const samples = views().flatMap((view) => (view && !view.label && !view.skipped ? [view.id] : []))
      if (samples.length > 0) session.act({ kind: 'skip', samples })
      moveTo(index + 1)
    },
    flag: () => {
      if (!item) return
      const flagged = !views().every((view) => view?.flagged)
      session.act({ kind: 'flag', samples: item.samples, flagged })
    },
    undo: () => {
      undoStep(session)
      const key = answered.pop()
      if (key !== undefined) returnTo(key)
    },
    redo: () => redoStep(session),
    /** Answers with the class of a key; says so where there is none. */
    answerKey: (hotkey: string) => {
      const classId = classOfHotkey(session, hotkey)
      if (classId !== null) answer(classId)
    },
  }
}
