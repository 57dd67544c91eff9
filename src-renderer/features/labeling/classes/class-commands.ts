import { notifyError } from '../../../components/notify.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { focusWork } from '../work-area.ts'
import { openClassPicker } from './class-picker-store.ts'
import { closeGuideline, showGuideline, useGuideline } from './guideline-store.ts'

/** The one sample that is spoken of; undefined where it is none or several. */
export function sampleInFocus(session: LabelingSession): number | undefined {
  const { mode, members, selection, mapFocus } = session.view.getState()
  if (mode === 'queue') {
    const { list } = session.queue.getState()
    return list.items.at(list.shown)?.sample.id
  }
  const { chosen, focus } = selection
  if (chosen.size > 0) return chosen.size === 1 ? [...chosen][0] : undefined
  return mode === 'clusters' ? members?.idAt(focus) : (mapFocus ?? undefined)
}

/** The class a sample has, or is guessed to have; a guess that is hidden stays hidden. */
function classInFocus(session: LabelingSession): number | null {
  const id = sampleInFocus(session)
  const view = id === undefined ? undefined : session.samples.get(id)?.view
  if (!view) return null
  if (view.label) return view.label.classId
  const { list } = session.queue.getState()
  const item = list.items.find(({ sample }) => sample.id === id)
  return item && hidesGuess(item) ? null : (view.guess?.classId ?? null)
}

/** Opens the guideline of the class in question, asks which where none is, and closes it when it is open. */
export function toggleGuideline(session: LabelingSession): void {
  if (useGuideline.getState().classId !== null) {
    closeGuideline()
    return
  }
  const row = document.activeElement?.closest<HTMLElement>('[data-class-id]')
  const classId = row ? Number(row.dataset.classId) : classInFocus(session)
  if (classId !== null) showGuideline(classId)
  else if (session.classes().length > 0) openClassPicker('guideline')
  else session.tell(t('classes:pane.firstTitle'))
}

/** Opens all samples that people gave a class as a grid of their own. */
export async function showSamplesOf(session: LabelingSession, classId: number): Promise<void> {
  const name = session.className(classId)
  try {
    const samples = await trpc.classes.samples.query({ id: classId })
    if (samples.length === 0) {
      session.tell(t('classes:samples.none', { name }))
      return
    }
    const ids = samples.map(({ id }) => id)
    session.openSamples(ids, t('classes:samples.title', { name }))
    // Once the grid is drawn, and the menu has given the focus back.
    requestAnimationFrame(focusWork)
  } catch (error) {
    notifyError(error)
  }
}
