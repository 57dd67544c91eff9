import type { ExportReport } from '../../../src-main/contract/export.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './exported-files.module.css'
import { sumsAsText } from './sums-text.ts'

const rowHeight = 40
/** As many as a report holds; see contract/export.ts. */
const mostListed = 1000

/** Every file that was written, with the sum by which it can be told to be unchanged. */
export function ExportedFiles({ files }: { files: ExportReport['files'] }) {
  return (
    <section aria-label={t('export:files.title', { count: files.length })}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('export:files.title', { count: files.length })}</h3>
        <CopyButton text={sumsAsText(files)} label={t('export:files.copy')} />
      </header>
      <VirtualRows
        label={t('export:files.title', { count: files.length })}
        count={files.length}
        rowHeight={rowHeight}
        maxHeight={rowHeight * 5}
        render={(index) => {
          const { name, bytes, sha256 } = files[index]
          return (
            <div className={styles.row}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <span className={styles.bytes}>{formatBytes(bytes)}</span>
              <code className={styles.sum}>{sha256}</code>
            </div>
          )
        }}
      />
      {files.length >= mostListed && <p className={styles.more}>{t('export:files.more')}</p>}
    </section>
  )
}
