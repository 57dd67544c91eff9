import { create } from 'zustand'
import { isLayerOpen } from './key-layers.ts'
import { isTextField } from './text-fields.ts'

/** Something of the system's file manager that was let go over the window. */
export interface DroppedFile {
  file: File
  name: string
  isFolder: boolean
}

/** Whether files are held over the window, and what was let go last; null once it was taken. */
export const useDrops = create<{ over: boolean; dropped: DroppedFile[] | null }>(() => ({
  over: false,
  dropped: null,
}))

/** What was let go, once. */
export function takeDropped(): DroppedFile[] | null {
  const { dropped } = useDrops.getState()
  if (dropped) useDrops.setState({ dropped: null })
  return dropped
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}

/** Text may be dragged into a field, as everywhere; a file dropped there would be opened like one beside it. */
function isForField(event: DragEvent): boolean {
  return isTextField(event.target) && !hasFiles(event)
}

function droppedFiles({ dataTransfer }: DragEvent): DroppedFile[] {
  return [...(dataTransfer?.items ?? [])].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null
    if (!file) return []
    return [{ file, name: file.name, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }]
  })
}

/**
 * Takes files that are dropped on the window, and refuses whatever else is: a file, a link or a picture that opened in
 * its place would take the window to an address of its own. While a dialog is open nothing is changed behind it.
 */
export function watchDrops(): void {
  for (const kind of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      if (event.defaultPrevented || isForField(event)) return
      event.preventDefault()
      const takes = hasFiles(event) && !isLayerOpen()
      if (event.dataTransfer) event.dataTransfer.dropEffect = takes ? 'copy' : 'none'
      const over = takes && kind !== 'drop'
      if (over !== useDrops.getState().over) useDrops.setState({ over })
      if (takes && kind === 'drop') useDrops.setState({ dropped: droppedFiles(event) })
    })
  }
  window.addEventListener('dragleave', (event) => {
    // From one element to another it has not left the window.
    if (event.relatedTarget === null) useDrops.setState({ over: false })
  })
}
