import type { ImportFormat } from '../../../src-main/contract/data.ts'
import { type FileDialogOptions, useFileDialog } from '../../lib/file-dialog.ts'

const requests: Record<ImportFormat | 'any', FileDialogOptions> = {
  folder: {
    kind: 'open-folder',
    title: 'Choose a folder of images',
    action: 'Choose folder',
    memory: 'import',
  },
  idx: { kind: 'open-file', title: 'Choose an IDX image file', action: 'Choose', memory: 'import' },
  csv: {
    kind: 'open-file',
    title: 'Choose a CSV table',
    action: 'Choose',
    extensions: ['.csv', '.tsv', '.txt', '.csv.gz'],
    memory: 'import',
  },
  any: { kind: 'open-any', title: 'Choose what to import', action: 'Choose', memory: 'import' },
}

/** Asks for a source to import: of one format, or any file or folder. */
export function useChooseSource(): (format: ImportFormat | 'any') => Promise<string | null> {
  const choose = useFileDialog()
  return (format) => choose(requests[format])
}
