import { useId } from 'react'
import type { ExportFormat } from '../../../src-main/contract/export.ts'
import { t } from '../../lib/i18n.ts'
import { exportGroups, type FormatObstacle } from './export-formats.ts'
import styles from './format-picker.module.css'

export interface FormatPickerProps {
  value: ExportFormat
  onChange: (format: ExportFormat) => void
  /** Why a format cannot be chosen; null where it can. */
  obstacle: (format: ExportFormat) => FormatObstacle | null
}

/** All formats in sight, in groups; arrows go through them. */
export function FormatPicker({ value, onChange, obstacle }: FormatPickerProps) {
  const id = useId()
  return (
    <div className={styles.picker} role="radiogroup" aria-label={t('export:form.format')}>
      {exportGroups.map(({ name, formats }) => (
        <div key={name} className={styles.group}>
          <h3 className={styles.heading}>{t(`export:groups.${name}`)}</h3>
          {formats.map((format) => {
            const reason = obstacle(format)
            return (
              <label
                key={format}
                className={styles.option}
                data-chosen={format === value ? '' : undefined}
                data-disabled={reason ? '' : undefined}
                title={reason ? t(`export:obstacles.${reason}`) : undefined}
              >
                <input
                  type="radio"
                  name={`${id}-format`}
                  className={styles.radio}
                  checked={format === value}
                  disabled={reason !== null}
                  aria-describedby={reason ? `${id}-${format}` : undefined}
                  onChange={() => onChange(format)}
                />
                <span>{t(`export:formats.${format}.name`)}</span>
                {reason && (
                  <span id={`${id}-${format}`} className={styles.reason}>
                    {t(`export:obstacles.${reason}`)}
                  </span>
                )}
              </label>
            )
          })}
        </div>
      ))}
    </div>
  )
}
