import type { LabelChange } from '../project/label-log.ts'

const number = new Intl.NumberFormat('en')

/** A few words on what an action did, for the line that offers to undo it: `412 samples → cat`. */
export function summarise(
  change: LabelChange,
  classes: { list(): readonly { id: number; name: string }[]; resolve(classId: number): number },
): string {
  const count = change.samples.length
  const samples = count === 1 ? '1 sample' : `${number.format(count)} samples`
  return prefix(change.kind) + describe()

  function describe(): string {
    const { kind, classId } = change.action
    switch (kind) {
      case 'label':
      case 'bulk': {
        const id = classes.resolve(classId ?? 0)
        return `${samples} → ${classes.list().find((entry) => entry.id === id)?.name ?? 'a class'}`
      }
      case 'clear':
        return `${samples} cleared`
      case 'skip':
        return `${samples} skipped`
      case 'flag':
        return `${samples} flagged`
      case 'unflag':
        return `${samples} unflagged`
    }
  }
}

function prefix(kind: LabelChange['kind']): string {
  if (kind === 'undo') return 'Undone: '
  return kind === 'redo' ? 'Redone: ' : ''
}
