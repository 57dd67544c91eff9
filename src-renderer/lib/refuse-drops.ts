import { isTextField } from './text-fields.ts'

/** Text may be dragged into a field, as everywhere; a file dropped there would be opened like one beside it. */
function isMeant(event: DragEvent): boolean {
  return isTextField(event.target) && !event.dataTransfer?.types.includes('Files')
}

/**
 * Has nothing that is dropped on the window open in its place: a file, a link or a picture would take the window to an
 * address of its own. The pointer shows that nothing can be dropped.
 */
export function refuseDrops(): void {
  for (const kind of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      if (event.defaultPrevented || isMeant(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    })
  }
}
