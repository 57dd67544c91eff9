import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { useCaps } from '../../../lib/key-bindings.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { formatBound } from '../logic/format-share.ts'
import { agreeing, boundAfter } from '../logic/spot-check.ts'
import styles from './check-words.module.css'
import type { SpotCheckFlow } from './use-spot-check.ts'

/** How much of the cluster the members that were looked at speak for, and what these would make of it. */
export function CheckWords({ flow: { row, stage }, known }: { flow: SpotCheckFlow; known: ClusterCheck }) {
  const looks = useClassLooks()
  const junk = useCaps('exclude')?.join('+')
  const name = (classId: number | null) => looks.get(classId ?? -1)?.name ?? t('labeling:classGone')
  const { checked, classes, purityAtLeast, needed } = known
  const most = classes.at(0)
  const looking = stage === 'looking' || stage === 'saving'
  const whole = looking && row.classId !== null && agreeing(row).length === row.row.length
  const after = whole && row.classId !== null ? boundAfter(known, row.classId, row.row.length) : null
  return (
    <div className={styles.words} aria-live="polite">
      {purityAtLeast !== null && (
        <div className={styles.track} aria-hidden="true">
          {after !== null && <span className={styles.after} style={{ width: `${after * 100}%` }} />}
          <span className={styles.known} style={{ width: `${purityAtLeast * 100}%` }} />
        </div>
      )}
      <p>
        {most === undefined || purityAtLeast === null
          ? t('labeling:check.none')
          : row.classId !== null && most.classId !== row.classId
            ? t('labeling:check.otherClass', {
                agreed: most.count,
                checked,
                class: name(most.classId),
                wanted: name(row.classId),
              })
            : t('labeling:check.soFar', {
                agreed: most.count,
                checked,
                class: name(most.classId),
                bound: formatBound(purityAtLeast),
              })}{' '}
        {after !== null && t('labeling:check.would', { bound: formatBound(after) })}
      </p>
      {stage === 'offered' && <p>{t('labeling:check.agreed')}</p>}
      {stage === 'mixed' && <p>{t('labeling:check.mixed')}</p>}
      {stage === 'done' && <p>{t('labeling:check.done')}</p>}
      {looking && checked < needed && checked > 0 && (
        <p>{t('labeling:check.needed', { count: needed - checked })}</p>
      )}
      {stage === 'looking' && (
        <p className={styles.hint}>
          {row.classId === null ? t('labeling:check.chooseFirst') : t('labeling:check.exceptions')}
          {row.classId !== null && junk && ` ${t('labeling:check.exceptionsJunk', { key: junk })}`}
        </p>
      )}
    </div>
  )
}
