import { Kbd } from '../../components/kbd.tsx'
import { t } from '../../lib/i18n.ts'
import { useCaps } from '../../lib/key-bindings.ts'
import styles from './map-hints.module.css'

/** The keys of the map that nobody would guess. */
export function MapHints() {
  const take = useCaps('zoom')
  return (
    <p className={styles.hints} aria-hidden="true">
      <Kbd caps={[t('keys:caps.shift')]} /> {t('map:hints.lasso')}
      <Kbd caps={['← ↑ → ↓']} /> {t('map:hints.lens')}
      {take && (
        <>
          <Kbd caps={take} /> {t('map:hints.take')}
        </>
      )}
    </p>
  )
}
