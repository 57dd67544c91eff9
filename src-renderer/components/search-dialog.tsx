import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import styles from './search-dialog.module.css'
import { type SearchEntry, SearchList, type SearchListProps } from './search-list.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface SearchDialogProps<Entry extends SearchEntry>
  extends Omit<SearchListProps<Entry>, 'fieldRef'> {
  open: boolean
  /** Asked for by Escape or a press outside. Choosing does not close it by itself. */
  onClose: () => void
  /** Called when it has left and the focus is back where it was. */
  onClosed?: () => void
  /** Hints on keys, below the list. */
  footer?: ReactNode
}

/** A search list above everything: the command palette, a class picker. */
export function SearchDialog<Entry extends SearchEntry>({
  open,
  onClose,
  onClosed,
  footer,
  ...list
}: SearchDialogProps<Entry>) {
  const fieldRef = useRef<HTMLInputElement>(null)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      onOpenChangeComplete={(now) => {
        if (!now) onClosed?.()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} initialFocus={fieldRef} data-modal="">
          <VisuallyHidden>
            <Base.Title>{list.label}</Base.Title>
          </VisuallyHidden>
          <SearchList {...list} fieldRef={fieldRef} />
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
