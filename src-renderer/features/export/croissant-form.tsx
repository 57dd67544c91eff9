import { useState } from 'react'
import { type CroissantFacts, croissantFactsSchema } from '../../../src-main/contract/export.ts'
import { Switch } from '../../components/switch.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './croissant-form.module.css'

export interface CroissantFormProps {
  facts: CroissantFacts | null
  /** What was said when the set was last described. */
  remembered: CroissantFacts | null
  /** Proposed as the name of the set. */
  name: string
  /** `valid` is false while something is missing. */
  onChange: (facts: CroissantFacts | null, valid: boolean) => void
}

const fields = ['name', 'creator', 'license', 'url'] as const

/** A description of the set for machines, with what nobody but the lead knows. */
export function CroissantForm({ facts, remembered, name, onChange }: CroissantFormProps) {
  const [on, setOn] = useState(facts !== null)
  const [draft, setDraft] = useState<CroissantFacts>(
    facts ?? remembered ?? { name, description: '', license: '', url: '', creator: '' },
  )
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const { shape } = croissantFactsSchema
  const tell = (next: CroissantFacts, wanted: boolean) => {
    const read = croissantFactsSchema.safeParse(next)
    onChange(wanted && read.success ? read.data : null, !wanted || read.success)
  }
  const change = (part: Partial<CroissantFacts>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    tell(next, on)
  }
  const errorOf = (field: keyof CroissantFacts) =>
    touched.has(field) && !shape[field].safeParse(draft[field]).success
      ? t(field === 'license' || field === 'url' ? 'export:croissant.address' : 'export:croissant.missing')
      : null
  const touch = (field: keyof CroissantFacts) => () => setTouched(new Set([...touched, field]))

  return (
    <>
      <Switch
        label={t('export:croissant.title')}
        hint={t('export:croissant.hint')}
        checked={on}
        onChange={(next) => {
          setOn(next)
          tell(draft, next)
        }}
      />
      {on && (
        <div className={styles.fields}>
          {fields.map((field) => (
            <TextField
              key={field}
              label={t(`export:croissant.${field}`)}
              value={draft[field]}
              placeholder={field === 'license' || field === 'url' ? 'https://' : undefined}
              maxLength={field === 'license' || field === 'url' ? 1000 : 200}
              error={errorOf(field)}
              onBlur={touch(field)}
              onChange={(text) => change({ [field]: text })}
            />
          ))}
          <div className={styles.wide}>
            <TextArea
              label={t('export:croissant.description')}
              value={draft.description}
              rows={2}
              maxLength={4000}
              error={errorOf('description')}
              onBlur={touch('description')}
              onChange={(description) => change({ description })}
            />
          </div>
        </div>
      )}
    </>
  )
}
