import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { t } from '../lib/i18n.ts'
import styles from './dialog.module.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  open: boolean
  /** Asked for by Escape, the cross or a press outside. */
  onClose: () => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  size?: 's' | 'm' | 'l' | 'xl'
  /** Keeps a press outside from closing it, for dialogs with work in them. */
  sticky?: boolean
  /** Gets the focus when it opens; the dialog itself by default. */
  initialFocus?: RefObject<HTMLElement | null>
}

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  size = 'm',
  sticky = false,
  initialFocus,
}: DialogProps) {
  const popupRef = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={sticky}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={`${styles.popup} ${styles[size]}`}
          ref={popupRef}
          initialFocus={initialFocus ?? popupRef}
          data-modal=""
        >
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton label={t('close')} size="s" icon={<X size={16} />} />} />
          </header>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          {children && (
            <div className={styles.body}>
              <ErrorBoundary>{children}</ErrorBoundary>
            </div>
          )}
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
