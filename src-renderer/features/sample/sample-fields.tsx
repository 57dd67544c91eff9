import { t } from '../../lib/i18n.ts'
import { useSampleDetail } from './sample-detail-query.ts'
import styles from './sample-fields.module.css'

export interface SampleFieldsProps {
  id: number
}

/** What else its row says, as a table; nothing where there is nothing. */
export function SampleFields({ id }: SampleFieldsProps) {
  const fields = useSampleDetail(id).data?.fields ?? []
  if (fields.length === 0) return null
  return (
    <table className={styles.fields}>
      <caption className={styles.caption}>{t('sample:fields.title')}</caption>
      <tbody>
        {fields.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row" dir="auto">
              {name}
            </th>
            <td dir="auto">{value || <span className={styles.none}>{t('sample:fields.empty')}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
