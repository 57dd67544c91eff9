import type { ImportFormat } from '../../../src-main/contract/data.ts'
import { Select } from '../../components/select.tsx'
import { t } from '../../lib/i18n.ts'
import { formatGroups } from './format-groups.ts'

export interface FormatSelectProps {
  /** Said by the person; undefined for what is recognised. */
  chosen: ImportFormat | undefined
  recognised: ImportFormat | undefined
  onChange: (format: ImportFormat | undefined) => void
}

/** What the source is read as. */
export function FormatSelect({ chosen, recognised, onChange }: FormatSelectProps) {
  const formats = formatGroups.flatMap((group): ImportFormat[] => [...group.formats])
  return (
    <Select
      label={t('data:form.format')}
      value={chosen ?? 'auto'}
      onChange={(next) => onChange(next === 'auto' ? undefined : next)}
      items={[
        {
          value: 'auto' as const,
          label: recognised
            ? t('data:form.recognised', { format: t(`data:formats.${recognised}.name`) })
            : t('data:form.recognise'),
        },
        ...formats.map((value) => ({
          value,
          label: t(`data:formats.${value}.name`),
          detail: t(`data:formats.${value}.detail`),
        })),
      ]}
    />
  )
}
