import { t } from '../../../lib/i18n.ts'
import {
  classOfHotkey,
  lookAtChanges,
  redo as redoStep,
  undo as undoStep,
} from '../../labeling/data/labeling-commands.ts'
import type { LabelingSession } from '../../labeling/data/labeling-session.ts'
import { openComments, openFlagReason } from '../../session/notes-store.ts'
import { firstAnswer, type ReviewItem } from '../logic/review-items.ts'

/** An item that was answered, passed over or flagged, and how many steps of the history that took. */
export interface Answered {
  key: string
  steps: number
}

export interface ReviewMoment {
  session: LabelingSession
  /** The item on screen; undefined when there is nothing to review. */
  item: ReviewItem | undefined
  index: number
  count: number
  moveTo: (index: number) => void
  /** What was done to the items so far, oldest first; added to and taken from here. */
  answered: Answered[]
  /** Goes to an item that an undo brings back. */
  returnTo: (key: string) => void
}

export type ReviewCommands = ReturnType<typeof reviewCommands>

/** Kinds whose answer settles what was said or passed over before. */
const settling: ReadonlySet<ReviewItem['kind']> = new Set(['suspects', 'disputes', 'skipped'])

/** What can be done about the item on screen. */
export function reviewCommands({ session, item, index, count, moveTo, answered, returnTo }: ReviewMoment) {
  const views = () => item?.samples.map((id) => session.samples.get(id)?.view) ?? []
  const isStuck = () => {
    if (!session.actions.getState().failure) return false
    session.tell(t('quality:review.saveFirst'))
    return true
  }
  const done = (key: string, steps: number) => {
    answered.push({ key, steps })
    moveTo(index + 1)
  }

  const answer = (classId: number) => {
    if (!item || isStuck()) return
    const { key, kind, samples } = item
    // A sample that nobody labeled is labeled as always: there is nothing to settle. One that was passed over was seen
    // with its guess here, so its answer is none of the audit's.
    const review = settling.has(kind) || views().some((view) => view?.label)
    session.act({ kind: 'label', samples, classId, ...(review && { review }) })
    // An answer is what the flag asked for.
    const unflag = kind === 'flagged'
    if (unflag) session.act({ kind: 'flag', samples, flagged: false })
    done(key, unflag ? 2 : 1)
  }

  return {
    index,
    count,
    moveTo,
    answer,
    accept: () => {
      if (!item || isStuck()) return
      const first = firstAnswer(item, views())
      switch (first?.does) {
        case 'label':
          answer(first.classId)
          break
        case 'unflag':
          session.act({ kind: 'flag', samples: item.samples, flagged: false })
          done(item.key, 1)
          break
        case 'include':
          session.act({ kind: 'exclude', samples: item.samples, excluded: false })
          done(item.key, 1)
          break
        default:
          session.tell(t('quality:review.nothingToKeep'))
      }
    },
    /** A sample without a label is put aside, as in the queue; one with a label is passed over. */
    skip: () => {
      const samples = views().flatMap((view) => (view && !view.label && !view.skipped ? [view.id] : []))
      if (item && samples.length > 0) {
        session.act({ kind: 'skip', samples })
        answered.push({ key: item.key, steps: 1 })
      }
      moveTo(index + 1)
    },
    flag: () => {
      if (!item) return
      const flagged = !views().every((view) => view?.flagged)
      session.act({ kind: 'flag', samples: item.samples, flagged })
      answered.push({ key: item.key, steps: 1 })
    },
    flagWithReason: () => item && openFlagReason(item.samples),
    comment: () => item && openComments(item.samples),
    /** Puts junk aside, or takes it back in. */
    exclude: () => {
      if (!item || isStuck()) return
      const excluded = !views().every((view) => view?.excluded)
      session.act({ kind: 'exclude', samples: item.samples, excluded })
      done(item.key, 1)
    },
    undo: () => {
      const last = answered.pop()
      for (let step = 0; step < (last?.steps ?? 1); step++) undoStep(session)
      if (last) returnTo(last.key)
    },
    redo: () => redoStep(session),
    changes: () => lookAtChanges(session),
    /** Answers with the class of a key; says so where there is none. */
    answerKey: (hotkey: string) => {
      const classId = classOfHotkey(session, hotkey)
      if (classId !== null) answer(classId)
    },
  }
}
