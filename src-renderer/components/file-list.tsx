import { useVirtualizer } from '@tanstack/react-virtual'
import { File, FolderClosed } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { formatBytes, formatDateTime } from '../lib/format.ts'
import { t } from '../lib/i18n.ts'
import { listMove } from '../lib/list-move.ts'
import styles from './file-list.module.css'
import { Skeleton } from './skeleton.tsx'
import type { FolderEntry } from './use-file-dialog-state.ts'

export interface FileListProps {
  entries: FolderEntry[]
  loading: boolean
  folder: string
  selected: FolderEntry | null
  canChoose: (entry: FolderEntry) => boolean
  onSelect: (entry: FolderEntry) => void
  onActivate: (entry: FolderEntry) => void
  onUp: () => void
  ref?: Ref<HTMLDivElement>
}

const rowHeight = 28
const typeAheadMs = 800

/** One folder's entries. Arrows, Home, End and letters move; Enter goes in or chooses; Backspace goes up. */
export function FileList({
  entries,
  loading,
  folder,
  selected,
  canChoose,
  onSelect,
  onActivate,
  onUp,
  ref,
}: FileListProps) {
  const scrollRef = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => scrollRef.current as HTMLDivElement)
  const typed = useRef({ text: '', at: 0 })
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const index = selected ? entries.findIndex((entry) => entry.path === selected.path) : -1

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new folder is read from its top
  useEffect(() => {
    scrollRef.current?.scrollTo({ top: 0 })
  }, [folder])

  const moveTo = (next: number) => {
    const bounded = Math.max(0, Math.min(entries.length - 1, next))
    const entry = entries[bounded]
    if (!entry) return
    onSelect(entry)
    rows.scrollToIndex(bounded)
  }

  const jumpTo = (letter: string) => {
    const now = Date.now()
    const text = (now - typed.current.at < typeAheadMs ? typed.current.text : '') + letter.toLowerCase()
    typed.current = { text, at: now }
    const found = entries.findIndex((entry) => entry.name.toLowerCase().startsWith(text))
    if (found >= 0) moveTo(found)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1)
    const next = listMove(event.key, index, page, entries.length)
    const letter = event.key.length === 1 && event.key !== ' '
    if (next !== null) moveTo(next)
    else if (event.key === 'Backspace') onUp()
    else if (event.key === 'Enter' && selected) onActivate(selected)
    else if (letter && !event.ctrlKey && !event.metaKey && !event.altKey) jumpTo(event.key)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={scrollRef}
      className={styles.list}
      role="listbox"
      aria-label={t('files.entries', { folder })}
      aria-activedescendant={index >= 0 ? `entry-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {loading && (
        <div className={styles.loading}>
          {['70%', '45%', '60%', '52%'].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      )}
      {!loading && entries.length === 0 && <p className={styles.empty}>{t('files.nothing')}</p>}
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((row) => {
          const entry = entries[row.index]
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active entry
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
            <div
              key={entry.path}
              id={`entry-${row.index}`}
              role="option"
              aria-selected={row.index === index}
              aria-setsize={entries.length}
              aria-posinset={row.index + 1}
              className={styles.row}
              data-dim={entry.kind === 'file' && !canChoose(entry) ? '' : undefined}
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              onClick={() => onSelect(entry)}
              onDoubleClick={() => onActivate(entry)}
            >
              {entry.kind === 'folder' ? (
                <FolderClosed size={14} aria-label={t('files.folder')} />
              ) : (
                <File size={14} aria-hidden />
              )}
              <span className={styles.name}>{entry.name}</span>
              <span className={styles.size}>{entry.bytes === null ? '' : formatBytes(entry.bytes)}</span>
              <span className={styles.date}>{entry.modified ? formatDateTime(entry.modified) : ''}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
