import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useMemo, useRef, useState } from 'react'
import { markedParts } from '../lib/fuzzy-search.ts'
import { t } from '../lib/i18n.ts'
import { listMove } from '../lib/list-move.ts'
import { Kbd } from './kbd.tsx'
import styles from './search-list.module.css'
import { type Searchable, searchRows } from './search-list-rows.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface SearchEntry extends Searchable {
  /** A swatch or an icon before the title; decoration only. */
  icon?: ReactNode
  caps?: string[]
  disabled?: boolean
}

export interface SearchListProps<Entry extends SearchEntry> {
  /** Name of the field and of the list. */
  label: string
  placeholder?: string
  entries: readonly Entry[]
  /** Enter, or a press on the entry; `shift` whether Shift was held. */
  onChoose: (entry: Entry, press: { shift: boolean }) => void
  /** In place of the list when nothing is found, or there is nothing. */
  empty: ReactNode | ((query: string) => ReactNode)
  /** Gets what is typed, for an offer such as "create …" in `entries` or `empty`. */
  onQuery?: (query: string) => void
  /** Id of the entry that is active first, in place of the first one. */
  initial?: string
  /** Pixels the list may be high. */
  maxHeight?: number
  /** The field, for a dialog to focus when it opens. */
  fieldRef?: RefObject<HTMLInputElement | null>
}

const headingHeight = 28
const entryHeight = 34
/** Entries that Page Up and Page Down pass over. */
const page = 8

/**
 * A list to choose from by typing: the focus stays in the field, arrows move in the list, Enter chooses. Only rows in
 * sight exist, so that a thousand entries are as quick as ten.
 */
export function SearchList<Entry extends SearchEntry>({
  label,
  placeholder,
  entries,
  onChoose,
  empty,
  onQuery,
  initial,
  maxHeight = 380,
  fieldRef,
}: SearchListProps<Entry>) {
  const listId = useId()
  const scrollRef = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  // Not deferred: Enter takes the first of what was typed, also from a quick hand.
  const { rows, rowOf } = useMemo(() => searchRows(entries, query), [entries, query])
  const [chosen, setChosen] = useState<string | undefined>(initial)
  const byId = rows.findIndex((row) => row.kind === 'entry' && row.entry.id === chosen)
  const activeRow = byId >= 0 ? byId : (rowOf[0] ?? -1)
  const active = rows[activeRow]

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (rows[index].kind === 'heading' ? headingHeight : entryHeight),
    getItemKey: (index) => {
      const row = rows[index]
      return row.kind === 'heading' ? `heading ${row.text}` : row.entry.id
    },
    initialOffset: activeRow > page ? activeRow * entryHeight : 0,
    overscan: 6,
    paddingStart: 6,
    paddingEnd: 6,
  })

  const optionId = (row: number) => `${listId}-${row}`
  const moveTo = (place: number) => {
    const row = rowOf[Math.min(Math.max(place, 0), rowOf.length - 1)]
    const target = rows[row]
    if (target?.kind !== 'entry') return
    setChosen(target.entry.id)
    // The heading above the first entry comes into sight with it.
    virtual.scrollToIndex(row === 1 ? 0 : row)
  }
  const choose = (entry: Entry, shift: boolean) => {
    if (!entry.disabled) onChoose(entry, { shift })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || active?.kind !== 'entry') return
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(active.entry, event.shiftKey)
      return
    }
    // Home and End belong to the text.
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Home' || event.key === 'End') return
    const last = rowOf.length - 1
    const { place } = active
    const wrapped =
      event.key === 'ArrowDown' && place === last ? 0 : event.key === 'ArrowUp' && place === 0 ? last : null
    const to = wrapped ?? listMove(event.key, place, page, rowOf.length)
    if (to === null) return
    event.preventDefault()
    moveTo(to)
  }

  return (
    <div className={styles.search}>
      <div className={styles.field}>
        <Search size={15} aria-hidden="true" className={styles.glass} />
        <input
          ref={fieldRef}
          type="text"
          // biome-ignore lint/a11y/noAutofocus: what is typed right behind the key that opened the list belongs in it
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded={rowOf.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeRow >= 0 ? optionId(activeRow) : undefined}
          className={styles.input}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setChosen(undefined)
            virtual.scrollToOffset(0)
            onQuery?.(event.currentTarget.value)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={scrollRef}
        id={listId}
        role="listbox"
        aria-label={label}
        className={styles.scroll}
        style={{ maxHeight }}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start, size }) => {
            const row = rows[index]
            const place = { height: size, transform: `translateY(${start}px)` }
            return row.kind === 'heading' ? (
              <div key={key} role="presentation" className={styles.heading} style={place}>
                {row.text}
              </div>
            ) : (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
              <div
                key={key}
                id={optionId(index)}
                role="option"
                aria-selected={index === activeRow}
                aria-setsize={rowOf.length}
                aria-posinset={row.place + 1}
                aria-disabled={row.entry.disabled || undefined}
                className={styles.option}
                style={place}
                // A press would take the focus out of the field.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => index !== activeRow && setChosen(row.entry.id)}
                onClick={(event) => choose(row.entry, event.shiftKey)}
              >
                {row.entry.icon && (
                  <span className={styles.icon} aria-hidden="true">
                    {row.entry.icon}
                  </span>
                )}
                <span className={styles.title}>
                  {markedParts(row.entry.title, row.ranges).map((part, at) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
                    part.matched ? <mark key={at}>{part.text}</mark> : part.text,
                  )}
                </span>
                {row.entry.detail && <span className={styles.detail}>{row.entry.detail}</span>}
                {row.entry.caps && <Kbd caps={row.entry.caps} />}
              </div>
            )
          })}
        </div>
      </div>
      {rowOf.length === 0 && (
        <div className={styles.empty}>{typeof empty === 'function' ? empty(query) : empty}</div>
      )}
      <VisuallyHidden>
        <span role="status">{query !== '' && t('found', { count: rowOf.length })}</span>
      </VisuallyHidden>
    </div>
  )
}
