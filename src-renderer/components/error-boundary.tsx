import { Component, type ReactNode } from 'react'
import type { ErrorDocument } from '../../src-main/contract/errors.ts'
import { toErrorDocument } from '../lib/errors.ts'
import { t } from '../lib/i18n.ts'
import { Button } from './button.tsx'
import styles from './error-boundary.module.css'
import { ErrorNotice } from './error-notice.tsx'

interface ErrorBoundaryProps {
  children: ReactNode
}

interface ErrorBoundaryState {
  error: ErrorDocument | null
}

/** Keeps a fault in one view from taking the whole window with it. (React offers this to classes only.) */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null }

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    const { message } = toErrorDocument(thrown)
    return {
      error: {
        code: 'internal',
        message: t('fault.message'),
        remedy: t('fault.remedy'),
        found: message,
      },
    }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={styles.fault}>
        <ErrorNotice
          error={error}
          actions={
            <>
              <Button size="s" onClick={() => this.setState({ error: null })}>
                {t('fault.again')}
              </Button>
              <Button size="s" onClick={() => window.location.reload()}>
                {t('fault.reload')}
              </Button>
            </>
          }
        />
      </div>
    )
  }
}
