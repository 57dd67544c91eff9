import { type ReactNode, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TextField } from '../../components/text-field.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './pick-list.module.css'

export interface PickListProps<Key> {
  label: string
  entries: readonly { key: Key; name: string; icon?: ReactNode }[]
  /** Undefined for all. */
  chosen: readonly Key[] | undefined
  onChange: (chosen: Key[] | undefined) => void
}

const rowHeight = 28
/** With more entries than this one looks for them by name. */
const searchedFrom = 8

/** Some of many, by check marks; none chosen means all of them. */
export function PickList<Key extends string | number>({
  label,
  entries,
  chosen = [],
  onChange,
}: PickListProps<Key>) {
  const [sought, setSought] = useState('')
  const words = sought.trim().toLocaleLowerCase()
  const found = entries.filter(({ name }) => name.toLocaleLowerCase().includes(words))
  return (
    <fieldset className={styles.list} aria-label={label}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.count}>
          {chosen.length === 0 ? t('export:filter.all') : t('export:filter.chosen', { count: chosen.length })}
        </span>
        {chosen.length > 0 && (
          <Button size="s" variant="ghost" onClick={() => onChange(undefined)}>
            {t('export:filter.clear')}
          </Button>
        )}
      </div>
      {entries.length > searchedFrom && (
        <TextField
          label={t('export:filter.search', { list: label })}
          hideLabel
          placeholder={t('export:filter.searchShort')}
          value={sought}
          onChange={setSought}
        />
      )}
      {found.length === 0 ? (
        <p className={styles.none}>{t('export:filter.nothingFound')}</p>
      ) : (
        <VirtualRows
          label={label}
          count={found.length}
          rowHeight={rowHeight}
          maxHeight={rowHeight * 5}
          render={(index) => {
            const { key, name, icon } = found[index]
            return (
              <div className={styles.row}>
                <Checkbox
                  label={
                    <span className={styles.name}>
                      {icon}
                      {name}
                    </span>
                  }
                  checked={chosen.includes(key)}
                  onChange={(on) => {
                    const next = on ? [...chosen, key] : chosen.filter((each) => each !== key)
                    onChange(next.length > 0 ? next : undefined)
                  }}
                />
              </div>
            )
          }}
        />
      )}
    </fieldset>
  )
}
