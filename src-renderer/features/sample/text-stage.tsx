import type { KeyboardEvent } from 'react'
import { t } from '../../lib/i18n.ts'
import styles from './text-stage.module.css'

/** Keys that scroll; they belong to the text only while it has the focus and does not fit. */
const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'])

/** A text to read, in whatever language and direction it is written. */
export function TextStage({ text, alt = '' }: { text: string; alt?: string }) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { scrollHeight, clientHeight } = event.currentTarget
    if (scrollKeys.has(event.key) && scrollHeight > clientHeight) event.stopPropagation()
  }
  return (
    <section
      // Another text begins at its beginning.
      key={text}
      className={styles.text}
      aria-label={t('sample:text.label', { name: alt })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <p className={styles.body} dir="auto">
        {text}
      </p>
    </section>
  )
}
