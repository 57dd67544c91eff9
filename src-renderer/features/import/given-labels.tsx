import { givenLabelUses, type ImportRequest, unknownAnnotator } from '../../../src-main/contract/data.ts'
import { Segmented } from '../../components/segmented.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './given-labels.module.css'
import { changeDraft } from './import-draft.ts'

/** What becomes of the classes that came with the samples. */
export function GivenLabels({ draft }: { draft: ImportRequest }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('data:given.title')}</legend>
      <Segmented
        label={t('data:given.title')}
        value={draft.givenLabels}
        onChange={(givenLabels) => changeDraft({ givenLabels })}
        items={givenLabelUses.map((value) => ({ value, label: t(`data:given.${value}`) }))}
      />
      <p className={styles.hint}>{t(`data:given.${draft.givenLabels}Detail`)}</p>
      {draft.givenLabels === 'labels' && <LabelsBy draft={draft} />}
    </fieldset>
  )
}

/** Who is named for labels whose author the source does not tell. */
export function LabelsBy({ draft }: { draft: ImportRequest }) {
  return (
    <div className={styles.by}>
      <TextField
        label={t('data:given.by')}
        value={draft.labelsBy ?? ''}
        placeholder={unknownAnnotator}
        maxLength={100}
        onChange={(name) => changeDraft({ labelsBy: name.trim() === '' ? undefined : name })}
      />
    </div>
  )
}
