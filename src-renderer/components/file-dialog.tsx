import { ArrowUp, FolderClosed } from 'lucide-react'
import { useRef } from 'react'
import type { FileDialogOptions } from '../lib/file-dialog.ts'
import { t } from '../lib/i18n.ts'
import { patternCaps } from '../lib/key-caps.ts'
import { shortenPath } from '../lib/paths.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import styles from './file-dialog.module.css'
import { FileList } from './file-list.tsx'
import { IconButton } from './icon-button.tsx'
import { TextField } from './text-field.tsx'
import { useFileDialogState } from './use-file-dialog-state.ts'

export interface FileDialogProps {
  request: FileDialogOptions
  onAnswer: (path: string | null) => void
}

/** Looks through the host's folders. A path can be typed or pasted; everything is reachable by keyboard. */
export function FileDialog({ request, onAnswer }: FileDialogProps) {
  const state = useFileDialogState(request, onAnswer)
  const listRef = useRef<HTMLDivElement>(null)
  const nameRef = useRef<HTMLInputElement>(null)
  const saving = request.kind === 'save-file' || request.kind === 'save-folder'

  return (
    <Dialog
      open
      size="l"
      sticky
      title={request.title}
      onClose={() => onAnswer(null)}
      initialFocus={saving ? nameRef : listRef}
      footer={
        <>
          <span className={styles.chosen} title={state.target ?? undefined}>
            {state.target && shortenPath(state.target, 64)}
          </span>
          <Button onClick={() => onAnswer(null)}>{t('cancel')}</Button>
          <Button variant="primary" disabled={!state.target} onClick={state.confirm}>
            {request.action}
          </Button>
        </>
      }
    >
      <div className={styles.layout}>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault()
            void state.goToTyped()
          }}
        >
          <IconButton
            label={t('files.up')}
            caps={patternCaps('Backspace')}
            icon={<ArrowUp size={16} />}
            disabled={!state.listing?.parent}
            onClick={state.goUp}
          />
          <div className={styles.pathField}>
            <TextField
              label={t('files.path')}
              hideLabel
              value={state.typed}
              onChange={state.setTyped}
              error={state.typedError}
              placeholder={t('files.pathHint')}
            />
          </div>
        </form>
        <nav className={styles.places} aria-label={t('files.places')}>
          {state.listing?.places.map((place) => (
            <button
              key={place.path}
              type="button"
              className={styles.place}
              aria-current={place.path === state.listing?.folder ? 'true' : undefined}
              onClick={() => state.goTo(place.path)}
            >
              <FolderClosed size={14} aria-hidden="true" />
              <span>{place.name}</span>
            </button>
          ))}
        </nav>
        <div className={styles.entries}>
          {state.error ? (
            <div className={styles.error}>
              <ErrorNotice error={state.error} />
            </div>
          ) : (
            <FileList
              ref={listRef}
              entries={state.entries}
              loading={state.loading}
              folder={state.listing?.folder ?? ''}
              selected={state.selected}
              canChoose={state.canChoose}
              onSelect={state.select}
              onActivate={state.activate}
              onUp={state.goUp}
            />
          )}
        </div>
        {saving && (
          <form
            className={styles.name}
            onSubmit={(event) => {
              event.preventDefault()
              state.confirm()
            }}
          >
            <TextField
              ref={nameRef}
              label={t(request.kind === 'save-file' ? 'files.fileName' : 'files.folderName')}
              value={state.name}
              onChange={state.setName}
              error={state.nameError}
              onFocus={(event) =>
                event.currentTarget.setSelectionRange(0, state.name.replace(/\.[^.]*$/, '').length)
              }
            />
          </form>
        )}
      </div>
    </Dialog>
  )
}
