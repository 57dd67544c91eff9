import { FileDigit, Images, Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ImportFormat } from '../../../src-main/contract/data.ts'
import { t } from '../../lib/i18n.ts'
import { newDraft, setDraft } from './import-draft.ts'
import styles from './import-ways.module.css'
import { useChooseSource } from './use-choose-source.ts'

const ways: { format: ImportFormat; icon: ReactNode }[] = [
  { format: 'folder', icon: <Images size={22} /> },
  { format: 'idx', icon: <FileDigit size={22} /> },
  { format: 'csv', icon: <Table2 size={22} /> },
]

/** What an empty project offers: the three kinds of source. */
export function ImportWays() {
  const choose = useChooseSource()
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{t('data:ways.title')}</h2>
      <p className={styles.text}>{t('data:ways.text')}</p>
      <div className={styles.ways}>
        {ways.map((way) => (
          <button
            key={way.format}
            type="button"
            className={styles.way}
            onClick={async () => {
              const source = await choose(way.format)
              if (source) setDraft(newDraft(source, way.format))
            }}
          >
            <span className={styles.icon}>{way.icon}</span>
            <span className={styles.name}>{t(`data:ways.${way.format}`)}</span>
            <span className={styles.detail}>{t(`data:ways.${way.format}Detail`)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
