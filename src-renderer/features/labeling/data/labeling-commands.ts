import { reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import type { KeyId } from '../../../lib/keymap.ts'
import { canAct, step, typed } from '../logic/queue-list.ts'
import { afterAction, chooseAll, emptySelection, moveTo, stretchTo, targets } from '../logic/selection.ts'
import { moveFocus, stepTileSize } from '../logic/tile-layout.ts'
import type { LabelingSession } from './labeling-session.ts'

/** Id of the field that takes the name of a new class. */
export const newClassFieldId = 'labeling-new-class'

/** Samples a key is meant for: the chosen ones or the one in focus; in the queue the one at the cursor. */
function aim(session: LabelingSession): number[] {
  const { mode, members, selection } = session.view.getState()
  if (mode === 'clusters') return members ? targets(selection, members.idAt) : []
  const { list } = session.queue.getState()
  if (session.actions.getState().failure) {
    session.tell('The last label is not saved yet. Try again or discard it first.')
    return []
  }
  return canAct(list) ? [list.items[list.cursor].sample.id] : []
}

/** After a label or a skip: the next sample. */
function goOn(session: LabelingSession): void {
  const { mode, members, selection } = session.view.getState()
  if (mode === 'queue') {
    session.queue.change(typed)
    return
  }
  const total = members?.getState().total ?? 0
  let lastChosen = -1
  for (const id of selection.chosen) lastChosen = Math.max(lastChosen, members?.indexOf(id) ?? -1)
  session.view.setState({ selection: afterAction(selection, total, lastChosen) })
}

/** Gives a class to the samples in question and goes on. */
export function labelWith(session: LabelingSession, classId: number): void {
  const samples = aim(session)
  if (samples.length === 0) return
  session.act({ kind: 'label', samples, classId })
  goOn(session)
}

/** Gives a class to every sample of the cluster that no person has labeled. */
export function labelClusterWith(session: LabelingSession, classId: number): void {
  const component = clusterInQuestion(session)
  if (component === null) {
    session.tell('There are no clusters yet. Train the model first.')
    return
  }
  session.act({ kind: 'label-cluster', component, classId, samples: session.samples.unlabeledOf(component) })
}

function clusterInQuestion(session: LabelingSession): number | null {
  const { mode, members } = session.view.getState()
  if (mode === 'clusters') return members?.component ?? null
  const { list } = session.queue.getState()
  return list.items.at(list.cursor)?.sample.component ?? null
}

export function skip(session: LabelingSession): void {
  const samples = aim(session)
  if (samples.length === 0) return
  session.act({ kind: 'skip', samples })
  goOn(session)
}

/** Flags the samples, or takes the flag away where all of them have it. */
export function toggleFlag(session: LabelingSession): void {
  const samples = aim(session)
  if (samples.length === 0) return
  const flagged = !samples.every((id) => session.samples.get(id)?.view.flagged)
  session.act({ kind: 'flag', samples, flagged })
}

export function clearLabel(session: LabelingSession): void {
  const samples = aim(session).filter((id) => session.samples.get(id)?.view.label)
  if (samples.length > 0) session.act({ kind: 'clear', samples })
  else session.tell('There is no label to take away.')
}

export function undo(session: LabelingSession): void {
  session.act({ kind: 'undo' })
}

export function redo(session: LabelingSession): void {
  session.act({ kind: 'redo' })
}

/** Moves the focus; with `extend` the choice is stretched to where it goes. */
export function move(session: LabelingSession, key: KeyId, extend: boolean): void {
  const { mode, members, selection } = session.view.getState()
  if (mode === 'queue') {
    if (key === 'move-left') session.queue.change((list) => step(list, -1))
    if (key === 'move-right') session.queue.change((list) => step(list, 1))
    return
  }
  if (!members || !session.layout) return
  const index = moveFocus(selection.focus, key, session.layout)
  if (!extend) {
    session.view.setState({ selection: moveTo(selection, index) })
    return
  }
  void members.load(Math.min(selection.anchor, index), Math.max(selection.anchor, index)).then(() => {
    session.view.setState((state) =>
      state.members === members ? { selection: stretchTo(state.selection, index, members.idAt) } : state,
    )
  })
}

/** Back to the sample before; says nothing about either. */
export function back(session: LabelingSession): void {
  move(session, 'move-left', false)
}

/** Chooses every sample of the cluster, those not loaded yet included. */
export async function selectAll(session: LabelingSession): Promise<void> {
  const { mode, members } = session.view.getState()
  const total = members?.getState().total
  if (mode === 'queue' || !members || !total) return
  await members.load(0, total - 1)
  const places = Array.from({ length: total }, (_, index) => index)
  session.view.setState((state) => {
    if (state.members !== members) return state
    const { chosen } = chooseAll(state.selection, places, members.idAt)
    return { selection: { ...state.selection, chosen } }
  })
}

export function selectNone(session: LabelingSession): void {
  session.view.setState((state) => ({ selection: { ...state.selection, chosen: emptySelection.chosen } }))
}

export function zoom(session: LabelingSession): void {
  const { mode, members, selection } = session.view.getState()
  const { list } = session.queue.getState()
  const id = mode === 'queue' ? list.items.at(list.shown)?.sample.id : members?.idAt(selection.focus)
  if (id !== undefined) session.view.setState({ zoomed: id })
}

export function resizeTiles(session: LabelingSession, direction: 1 | -1): void {
  session.view.setState((state) => ({ tileSize: stepTileSize(state.tileSize, direction) }))
}

/** The class a hotkey stands for; tells the person where it stands for none. */
export function classOfHotkey(session: LabelingSession, hotkey: string): number | null {
  const entry = session.classes().find((candidate) => candidate.hotkey === hotkey)
  if (entry && !reservedHotkeys.has(hotkey)) return entry.id
  session.tell(
    session.classes().length === 0 ? 'Add a class first.' : `No class has the key ${hotkey.toUpperCase()}.`,
  )
  return null
}
