import { Pause } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import { formatNumber, formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { GoalPopover } from './goal-popover.tsx'
import { timeLeftWords } from './logic/session-words.ts'
import { PaceChart } from './pace-chart.tsx'
import { pauseWork } from './pause-store.ts'
import styles from './session-panel.module.css'

/** A streak is worth a word from here on. */
const leastDaysInARow = 2

/** How the day goes for whoever labels: said, not judged. Nothing here counts down or is lost. */
export function SessionPanel() {
  const session = useLive((live) => live.session)
  const target = useLive((live) => live.quality?.target)
  if (!session) return null
  const { annotator, today, goal, perMinute, pace, daysInARow, minutesLeft } = session
  const left = timeLeftWords(minutesLeft)
  const done = goal === null ? 0 : Math.min(1, today / goal)
  return (
    <section className={styles.panel} aria-label={t('session:panel.name')}>
      <div className={styles.line}>
        <span className={styles.name} title={annotator}>
          {annotator}
        </span>
        <GoalPopover today={today} goal={goal} />
        <IconButton
          label={t('session:panel.pause')}
          size="s"
          icon={<Pause size={14} />}
          onClick={pauseWork}
        />
      </div>
      {goal !== null && (
        <div
          className={styles.bar}
          role="img"
          aria-label={
            done === 1
              ? t('session:panel.goalReached')
              : t('session:panel.goalBar', { share: formatPercent(done) })
          }
        >
          <span className={styles.done} style={{ width: `${done * 100}%` }} />
        </div>
      )}
      <div className={styles.pace}>
        <PaceChart pace={pace} />
        <span
          className={styles.rate}
          data-unknown={perMinute === null || undefined}
          title={t('session:panel.perMinuteLong')}
        >
          {perMinute === null
            ? t('session:panel.noPace')
            : t('session:panel.perMinute', { rate: formatNumber(perMinute) })}
        </span>
        {left && target !== undefined && (
          <span className={styles.left} title={t('session:panel.leftLong')}>
            {t('session:panel.left', { time: left, target: formatPercent(target) })}
          </span>
        )}
      </div>
      {daysInARow >= leastDaysInARow && (
        <p className={styles.days}>{t('session:panel.daysInARow', { count: daysInARow })}</p>
      )}
    </section>
  )
}
