import { IntervalBar, scaleStart } from '../../../components/interval-bar.tsx'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { routeHash } from '../../../lib/route.ts'
import { accuracySentence, shortAdvice, withBounds } from '../../quality/logic/quality-words.ts'
import styles from './accuracy-gist.module.css'

/** How accurate the guesses are expected to be, against the target, and what to do about it. */
export function AccuracyGist() {
  const gist = useLive((live) => live.quality)
  if (!gist) return null
  const { accuracy, target, advice } = gist
  const known = accuracy.state === 'known' ? accuracy : null
  return (
    <section className={styles.gist} aria-label={t('labeling:progress.accuracy')}>
      <p className={styles.line}>
        <a href={routeHash(['quality'])}>{t('labeling:progress.accuracy')}</a>
        <span className={known ? styles.value : styles.early}>
          {accuracy.state === 'known'
            ? withBounds(accuracy)
            : t('labeling:progress.audits', { audits: accuracy.audits, needed: accuracy.needed })}
        </span>
      </p>
      {known && (
        <IntervalBar
          interval={known}
          target={target}
          from={scaleStart(known.low, target)}
          label={accuracySentence(accuracy, target)}
        />
      )}
      <p className={styles.advice} data-stop={advice.stop || undefined}>
        {shortAdvice(gist)}
      </p>
    </section>
  )
}
