import type { ImportRequest } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { capitalised } from '../../lib/format.ts'
import { ColumnField } from './column-field.tsx'
import styles from './csv-options.module.css'
import { changeDraft } from './import-draft.ts'

export interface CsvOptionsProps {
  draft: ImportRequest
  preview: SourcePreview | undefined
}

/** Which columns are not features: the row's identifier and the ground truth. */
export function CsvOptions({ draft, preview }: CsvOptionsProps) {
  return (
    <>
      {preview?.notices && preview.notices.length > 0 && (
        <ul className={styles.notices} aria-label="Left out">
          {preview.notices.map(({ place, reason }) => (
            <li key={`${place} ${reason}`}>
              <strong>{capitalised(place ?? '')}</strong>: {reason}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.columns}>
        <ColumnField
          label="Identifier column"
          none="None: rows are numbered"
          value={draft.idColumn}
          columns={preview?.columns?.map(({ name }) => name)}
          onChange={(idColumn) => changeDraft({ idColumn })}
        />
        <ColumnField
          label="Ground truth column"
          none="None"
          hint="Kept apart from labels: it only serves to measure how well the model does."
          value={draft.truthColumn}
          columns={preview?.columns?.map(({ name }) => name)}
          onChange={(truthColumn) => changeDraft({ truthColumn })}
        />
      </div>
    </>
  )
}
