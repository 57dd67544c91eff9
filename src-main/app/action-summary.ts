import { mergedInto } from '../project/label-action.ts'
import type { LabelChange } from '../project/label-change.ts'

const number = new Intl.NumberFormat('en')

/** A few words on what an action did, for the line that offers to undo it: `412 samples → cat`. */
export function summarise(
  change: LabelChange,
  classes: {
    list(): readonly { id: number; name: string }[]
    resolve(classId: number): number
    nameOf(classId: number): string
  },
): string {
  const count = change.samples.length
  const samples = count === 1 ? '1 sample' : `${number.format(count)} samples`
  return prefix(change.kind) + describe()

  function describe(): string {
    if (change.kind === 'travel' || !change.action) return steps(change.steps)
    if (change.batch) return `${samples} from “${change.batch.name}”`
    const { kind, classId } = change.action
    const name = (id: number) => classes.list().find((entry) => entry.id === classes.resolve(id))?.name
    switch (kind) {
      case 'label':
      case 'bulk':
        return `${samples} → ${name(classId ?? 0) ?? 'a class'}`
      case 'clear':
        return `${samples} cleared`
      case 'skip':
        return `${samples} skipped`
      case 'flag':
        return `${samples} flagged`
      case 'unflag':
        return `${samples} unflagged`
      case 'exclude':
        return `${samples} excluded`
      case 'include':
        return `${samples} taken back in`
      case 'merge':
        return `${classes.nameOf(classId ?? 0)} merged into ${name(mergedInto(change.action) ?? 0) ?? 'another'}`
      case 'split':
        return 'a cluster split'
    }
  }
}

function steps(count: number): string {
  const some = Math.abs(count) === 1 ? '1 step' : `${number.format(Math.abs(count))} steps`
  return count < 0 ? `${some} back` : `${some} forward`
}

function prefix(kind: LabelChange['kind']): string {
  if (kind === 'undo') return 'Undone: '
  return kind === 'redo' ? 'Redone: ' : ''
}
