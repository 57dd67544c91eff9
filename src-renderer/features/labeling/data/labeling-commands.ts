import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import { notifyError } from '../../../components/notify.ts'
import { t } from '../../../lib/i18n.ts'
import type { KeyId } from '../../../lib/keymap.ts'
import { trpc } from '../../../lib/trpc.ts'
import { openComments, openFlagReason } from '../../session/notes-store.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { currentStep } from '../logic/history-steps.ts'
import { canAct, step, typed } from '../logic/queue-list.ts'
import { afterAction, chooseAll, emptySelection, moveTo, stretchTo, targets } from '../logic/selection.ts'
import { moveFocus, stepTileSize } from '../logic/tile-layout.ts'
import type { LabelingSession } from './labeling-session.ts'
import type { LabelingMode } from './view-state.ts'

/** Id of the field that takes the name of a new class. */
export const newClassFieldId = 'labeling-new-class'

/** Samples a key is meant for: the chosen ones or the one in focus; in the queue the one at the cursor. */
export function aim(session: LabelingSession): number[] {
  const { mode, members, selection, mapFocus } = session.view.getState()
  if (mode === 'clusters') return members ? targets(selection, members.idAt) : []
  if (mode === 'map') {
    if (selection.chosen.size > 0) return [...selection.chosen]
    return mapFocus === null ? [] : [mapFocus]
  }
  const { list } = session.queue.getState()
  if (session.actions.getState().failure) {
    session.tell(t('labeling:told.saveFirst'))
    return []
  }
  return canAct(list) ? [list.items[list.cursor].sample.id] : []
}

/** After a label, a skip or an exclusion: the next sample. */
function goOn(session: LabelingSession): void {
  const { mode, members, selection } = session.view.getState()
  if (mode === 'queue') {
    session.queue.change(typed)
    return
  }
  if (mode === 'map') {
    selectNone(session)
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

/** The cluster that is spoken of, or null, with the reason told to the person. */
function clusterInQuestion(session: LabelingSession): number | null {
  const { mode, members } = session.view.getState()
  if (mode === 'clusters' && members?.component === null) {
    session.tell(t('labeling:told.severalClusters'))
    return null
  }
  if (mode === 'queue') {
    const { list } = session.queue.getState()
    const item = list.items.at(list.cursor)
    if (item && hidesGuess(item) && !session.samples.get(item.sample.id)?.view.label) {
      session.tell(t('labeling:told.answerFirst'))
      return null
    }
    return item?.sample.component ?? noClusters(session)
  }
  if (mode === 'clusters') return members?.component ?? noClusters(session)
  const id = aim(session).at(0)
  const view = id === undefined ? undefined : session.samples.get(id)?.view
  if (!view) {
    session.tell(t('labeling:told.chooseFirst'))
    return null
  }
  return view.component ?? noClusters(session)
}

function noClusters(session: LabelingSession): null {
  session.tell(t('labeling:told.noClusters'))
  return null
}

/**
 * Gives a class to every sample of the cluster that no person has labeled, if random members of it were looked at and
 * agree; else asks to look at some.
 */
export async function labelClusterWith(session: LabelingSession, classId: number): Promise<void> {
  const component = clusterInQuestion(session)
  if (component === null) return
  const { acts } = session
  const check = await trpc.labeling.check.query({ component, count: 1 }).catch(notifyError)
  if (!check) return
  // An undo or a label typed meanwhile was meant to come after this one; then it is for the person to say it again.
  if (session.acts !== acts || clusterInQuestion(session) !== component) {
    session.tell(t('labeling:told.movedOn', { component }))
    return
  }
  const agreed = check.classes.at(0)
  if (check.offered && check.purityAtLeast !== null && agreed?.classId === classId) {
    labelRest(session, check, classId)
  } else {
    session.view.setState({ spotCheck: { component, classId } })
  }
}

/** Labels what is left of a cluster that was looked at. */
export function labelRest(session: LabelingSession, check: ClusterCheck, classId: number): void {
  const { component, checked, purityAtLeast } = check
  if (check.open === 0) {
    session.tell(t('labeling:told.nothingOpen', { component }))
    return
  }
  const agreed = check.classes.find((entry) => entry.classId === classId)?.count ?? 0
  session.act({
    kind: 'label-cluster',
    component,
    classId,
    samples: session.samples.unlabeledOf(component),
    check: purityAtLeast === null ? undefined : { checked, agreed, purityAtLeast },
  })
}

/** Opens the look at random members of the cluster, for the class most of it is guessed to be. */
export function checkCluster(session: LabelingSession): void {
  const component = clusterInQuestion(session)
  if (component === null) return
  const likeliest = session
    .board()
    .find((cluster) => cluster.component === component)
    ?.mix.at(0)
  session.view.setState({ spotCheck: { component, classId: likeliest?.classId ?? null } })
}

/** Asks into how many parts the cluster shall be split. */
export function askToSplit(session: LabelingSession): void {
  const component = clusterInQuestion(session)
  if (component !== null) session.view.setState({ splitting: component })
}

export function skip(session: LabelingSession): void {
  const samples = aim(session)
  if (samples.length === 0) return
  session.act({ kind: 'skip', samples })
  goOn(session)
}

/** Puts the samples aside as junk, or takes them back in where all of them are. */
export function toggleExcluded(session: LabelingSession): void {
  const samples = aim(session)
  if (samples.length === 0) return
  const excluded = !samples.every((id) => session.samples.get(id)?.view.excluded)
  session.act({ kind: 'exclude', samples, excluded })
  if (excluded) goOn(session)
}

/** Flags the samples, or takes the flag away where all of them have it. */
export function toggleFlag(session: LabelingSession): void {
  const samples = aim(session)
  if (samples.length === 0) return
  const flagged = !samples.every((id) => session.samples.get(id)?.view.flagged)
  session.act({ kind: 'flag', samples, flagged })
}

export function flagWithReason(session: LabelingSession): void {
  openFlagReason(aim(session))
}

export function comment(session: LabelingSession): void {
  openComments(aim(session))
}

export function clearLabel(session: LabelingSession): void {
  const samples = aim(session).filter((id) => session.samples.get(id)?.view.label)
  if (samples.length > 0) session.act({ kind: 'clear', samples })
  else session.tell(t('labeling:told.noLabel'))
}

export function undo(session: LabelingSession): void {
  session.act({ kind: 'undo' })
}

export function redo(session: LabelingSession): void {
  session.act({ kind: 'redo' })
}

/** Goes to the moment right after a step; null for the one before the first. */
export function travel(session: LabelingSession, eventId: number | null): void {
  // The history on screen may be behind what was just done, so it is the host that knows whether there is a way to go.
  session.act({ kind: 'travel', eventId, from: currentStep(session.history.getState().entries) })
}

/** Shows what the last action changed. */
export function lookAtChanges(session: LabelingSession): void {
  if (session.view.getState().status?.changes) session.view.setState({ changesOpen: true })
  else session.tell(t('labeling:told.noChanges'))
}

/** On to a way of working, or back to the clusters where it is on already. */
export function toggleMode(session: LabelingSession, mode: LabelingMode): void {
  session.setMode(session.view.getState().mode === mode ? 'clusters' : mode)
}

/** Opens what is chosen as a grid of its own. */
export function openChosen(session: LabelingSession): void {
  const { chosen } = session.view.getState().selection
  if (chosen.size > 0) session.openSamples([...chosen], null)
}

/** Moves the focus; with `extend` the choice is stretched to where it goes. */
export function move(session: LabelingSession, key: KeyId, extend: boolean): void {
  const { mode, members, selection } = session.view.getState()
  if (mode === 'queue') {
    if (key === 'move-left') session.queue.change((list) => step(list, -1))
    if (key === 'move-right') session.queue.change((list) => step(list, 1))
    return
  }
  // The map moves itself.
  if (mode === 'map' || !members || !session.layout) return
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
  if (mode !== 'clusters' || !members || !total) return
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
  const { mode, members, selection, mapFocus } = session.view.getState()
  const { list } = session.queue.getState()
  const inGrid = mode === 'clusters' ? members?.idAt(selection.focus) : (mapFocus ?? undefined)
  const id = mode === 'queue' ? list.items.at(list.shown)?.sample.id : inGrid
  if (id !== undefined) session.view.setState({ zoomed: id })
}

export function resizeTiles(session: LabelingSession, direction: 1 | -1): void {
  session.view.setState((state) => ({ tileSize: stepTileSize(state.tileSize, direction) }))
}

/** The class a hotkey stands for; tells the person where it stands for none. */
export function classOfHotkey(session: LabelingSession, hotkey: string): number | null {
  const entry = session.classes().find((candidate) => candidate.hotkey === hotkey)
  if (entry) return entry.id
  session.tell(
    session.classes().length === 0
      ? t('labeling:told.addClass')
      : t('labeling:told.noClassHasKey', { key: hotkey.toUpperCase() }),
  )
  return null
}
