import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ErrorDocument } from '../../src-main/contract/errors.ts'
import { errorAsText } from '../lib/errors.ts'
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
        <p className={styles.message}>{error.message}</p>
        {error.remedy && <p>{error.remedy}</p>}
        <details className={styles.details}>
          <summary>Details</summary>
          <dl className={styles.list}>
            {details.map((key) => (
              <div key={key}>
                <dt>{key[0].toUpperCase() + key.slice(1)}</dt>
                <dd>{error[key]}</dd>
              </div>
            ))}
            <div>
              <dt>Code</dt>
              <dd>
                <code>{error.code}</code>
              </dd>
            </div>
          </dl>
          <CopyButton text={errorAsText(error)} label="Copy details" />
        </details>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
