import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ErrorDocument } from '../../src-main/contract/errors.ts'
import { errorAsText, errorHeading } from '../lib/errors.ts'
import { t } from '../lib/i18n.ts'
import { CopyButton } from './copy-button.tsx'
import styles from './error-notice.module.css'

export interface ErrorNoticeProps {
  error: ErrorDocument
  /** Buttons such as "Try again". */
  actions?: ReactNode
}

/** Message and remedy at once; file, place, expected and found on demand. */
export function ErrorNotice({ error, actions }: ErrorNoticeProps) {
  const details = (['file', 'place', 'expected', 'found'] as const).filter((key) => error[key])
  return (
    <div className={styles.notice} role="alert">
      <CircleAlert size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <p className={styles.message}>{errorHeading(error)}</p>
        <p>{error.message}</p>
        {error.remedy && <p>{error.remedy}</p>}
        <details className={styles.details}>
          <summary>{t('details.title')}</summary>
          <dl className={styles.list}>
            {details.map((key) => (
              <div key={key}>
                <dt>{t(`details.${key}`)}</dt>
                <dd>{error[key]}</dd>
              </div>
            ))}
            <div>
              <dt>{t('details.code')}</dt>
              <dd>
                <code>{error.code}</code>
              </dd>
            </div>
          </dl>
          <CopyButton text={errorAsText(error)} label={t('details.copy')} />
        </details>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
