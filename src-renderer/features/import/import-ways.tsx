import { FileDigit, Images, Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ImportFormat } from '../../../src-main/contract/data.ts'
import { newDraft, setDraft } from './import-draft.ts'
import styles from './import-ways.module.css'
import { useChooseSource } from './use-choose-source.ts'

const ways: { format: ImportFormat; icon: ReactNode; title: string; detail: string }[] = [
  {
    format: 'folder',
    icon: <Images size={22} />,
    title: 'Folder of images',
    detail: 'PNG, JPEG, WebP, BMP, TIFF or GIF, sub-folders included',
  },
  {
    format: 'idx',
    icon: <FileDigit size={22} />,
    title: 'IDX file',
    detail: 'As MNIST and EMNIST come, packed (.gz) or not',
  },
  {
    format: 'csv',
    icon: <Table2 size={22} />,
    title: 'CSV table',
    detail: 'One sample a row, its numeric columns as features',
  },
]

/** What an empty project offers: the three kinds of source. */
export function ImportWays() {
  const choose = useChooseSource()
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>Bring in your samples</h2>
      <p className={styles.text}>
        Nothing needs a label yet. Files stay where they are; the project keeps a small copy of each to work
        with.
      </p>
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
            <span className={styles.name}>{way.title}</span>
            <span className={styles.detail}>{way.detail}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
