import { useId } from 'react'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { TextField } from '../../components/text-field.tsx'
import styles from './csv-options.module.css'
import { changeDraft } from './import-draft.ts'

export interface CsvOptionsProps {
  draft: ImportRequest
  preview: SourcePreview | undefined
}

/** Which columns are not features: the row's identifier and the ground truth. */
export function CsvOptions({ draft, preview }: CsvOptionsProps) {
  const listId = useId()
  const columns = preview?.shape.kind === 'vector' ? preview.shape.columns : []
  return (
    <div className={styles.columns}>
      <TextField
        label="Identifier column, optional"
        value={draft.idColumn ?? ''}
        placeholder="None: rows are numbered"
        list={listId}
        onChange={(idColumn) => changeDraft({ idColumn: idColumn || undefined })}
      />
      <TextField
        label="Ground truth column, optional"
        value={draft.truthColumn ?? ''}
        placeholder="None"
        list={listId}
        hint="Kept apart from labels: it only serves to measure how well the model does."
        onChange={(truthColumn) => changeDraft({ truthColumn: truthColumn || undefined })}
      />
      <datalist id={listId}>
        {columns.map((column) => (
          <option key={column} value={column} />
        ))}
      </datalist>
    </div>
  )
}
