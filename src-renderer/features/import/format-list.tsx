import { FileJson, Images, Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n.ts'
import { formatGroups } from './format-groups.ts'
import styles from './format-list.module.css'

const icons: Record<(typeof formatGroups)[number]['name'], ReactNode> = {
  pictures: <Images size={16} aria-hidden="true" />,
  tables: <Table2 size={16} aria-hidden="true" />,
  tools: <FileJson size={16} aria-hidden="true" />,
}

/** What can be read, each format with a sentence. */
export function FormatList() {
  return (
    <section className={styles.list} aria-label={t('data:formatGroups.title')}>
      <div className={styles.groups}>
        {formatGroups.map(({ name, formats }) => (
          <div key={name} className={styles.group}>
            <h3 className={styles.name}>
              {icons[name]}
              {t(`data:formatGroups.${name}`)}
            </h3>
            <dl className={styles.formats}>
              {formats.map((format) => (
                <div key={format}>
                  <dt>{t(`data:formats.${format}.name`)}</dt>
                  <dd>{t(`data:formats.${format}.detail`)}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className={styles.note}>{t('data:formatGroups.zip')}</p>
    </section>
  )
}
