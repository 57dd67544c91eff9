import type { PackageReport } from '../../../src-main/contract/work.ts'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './team.module.css'

/** The packages that were made, and what becomes of them. */
export function PackagesDone({ packages }: { packages: readonly PackageReport[] }) {
  const left = packages.reduce((sum, { withoutOriginal }) => sum + withoutOriginal, 0)
  return (
    <div className={styles.stack}>
      <p>{t('team:share.next')}</p>
      <ul className={styles.list}>
        {packages.map((one) => (
          <li key={one.file} className={styles.row}>
            <div className={styles.what}>
              <p className={styles.name}>{one.annotator}</p>
              <p className={styles.note}>{one.file}</p>
            </div>
            <span className={styles.note}>
              {t('team:share.packageFacts', { count: one.samples, bytes: formatBytes(one.bytes) })}
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.note}>{t('team:share.originals', { count: left })}</p>}
    </div>
  )
}
