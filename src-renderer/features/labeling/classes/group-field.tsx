import { Autocomplete } from '@base-ui/react/autocomplete'
import type { Ref } from 'react'
import { Field } from '../../../components/field.tsx'
import { t } from '../../../lib/i18n.ts'
import styles from './group-field.module.css'

export interface GroupFieldProps {
  value: string
  onChange: (value: string) => void
  /** Groups there are, as they are written here. */
  groups: readonly string[]
  ref?: Ref<HTMLInputElement>
}

/** The group a class belongs to, as a path; groups that are there already are suggested. */
export function GroupField({ value, onChange, groups, ref }: GroupFieldProps) {
  return (
    <Field label={t('classes:edit.group')} hint={t('classes:edit.groupHint')}>
      {(control) => (
        <Autocomplete.Root items={groups} value={value} onValueChange={onChange} openOnInputClick>
          <Autocomplete.Input
            ref={ref}
            {...control}
            className={styles.input}
            placeholder={t('classes:edit.groupPlaceholder')}
            spellCheck={false}
            maxLength={400}
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner className={styles.positioner} sideOffset={4}>
              <Autocomplete.Popup className={styles.popup}>
                <Autocomplete.List>
                  {(group: string) => (
                    <Autocomplete.Item key={group} value={group} className={styles.item}>
                      {group}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </Field>
  )
}
