import {
  Ban,
  Combine,
  Download,
  Flag,
  FlagOff,
  Layers,
  type LucideIcon,
  SkipForward,
  Split,
  Tag,
  Undo2,
  X,
} from 'lucide-react'
import { memo } from 'react'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { Swatch } from '../../../components/swatch.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatDateTime } from '../../../lib/format.ts'
import { locale, t, useTexts } from '../../../lib/i18n.ts'
import { thumbnailUrl } from '../../../lib/pictures.ts'
import { Picture } from '../../sample/sample-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { stepWords } from '../logic/step-words.ts'
import styles from './step-row.module.css'

export const stepRowHeight = 30

const icons: Record<HistoryEntry['kind'], LucideIcon> = {
  label: Tag,
  bulk: Layers,
  clear: X,
  skip: SkipForward,
  flag: Flag,
  unflag: FlagOff,
  exclude: Ban,
  include: Undo2,
  merge: Combine,
  split: Split,
  batch: Download,
}

interface RowProps {
  index: number
  count: number
  top: number
  /** The project stands right after it. */
  now: boolean
  focused: boolean
}

/** One step: what was done, to what, when, and whether it is in effect. */
export const StepRow = memo(function StepRow({
  entry,
  index,
  count,
  top,
  now,
  focused,
}: RowProps & { entry: HistoryEntry }) {
  const t = useTexts()
  const looks = useClassLooks()
  const look = entry.classId === null ? undefined : looks.get(entry.classId)
  const Icon = icons[entry.kind]
  const cutOff = entry.undone && !entry.redoable
  const at = new Date(entry.at)
  const words = stepWords(entry, (classId) => looks.get(classId)?.name ?? t('labeling:classGone'))
  const hint = cutOff
    ? t('labeling:history.cutOff')
    : t(entry.undone ? 'labeling:history.goForward' : 'labeling:history.goBack')
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and points here (aria-activedescendant)
    <div
      role="option"
      id={`step-${index}`}
      className={styles.step}
      style={{ transform: `translateY(${top}px)`, height: stepRowHeight }}
      data-index={index}
      data-undone={entry.undone || undefined}
      data-cut-off={cutOff || undefined}
      data-focused={focused || undefined}
      aria-selected={now}
      aria-disabled={cutOff}
      aria-setsize={count}
      aria-posinset={index + 1}
      title={`${words}\n${t('labeling:history.by', { annotator: entry.annotator, at: formatDateTime(entry.at) })}${
        entry.reason ? `\n${entry.reason}` : ''
      }${now ? '' : `\n${hint}`}`}
    >
      <span className={styles.picture}>
        {entry.firstSample !== null && <Picture src={thumbnailUrl(entry.firstSample)} lazy />}
      </span>
      <Icon className={styles.icon} size={12} aria-hidden="true" />
      {look && <Swatch colour={look.colour} hollow={entry.undone} />}
      <span className={styles.words}>{words}</span>
      {entry.undone && (
        <VisuallyHidden>
          {`, ${t(cutOff ? 'labeling:history.cutOff' : 'labeling:history.undone')}`}
        </VisuallyHidden>
      )}
      {now ? (
        <span className={styles.now}>{t('labeling:history.now')}</span>
      ) : (
        <time className={styles.time} dateTime={entry.at}>
          {at.toLocaleTimeString(locale(), {
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          })}
        </time>
      )}
    </div>
  )
})

/** The moment before anything was done. */
export function StartRow({ index, count, top, now, focused }: RowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and points here (aria-activedescendant)
    <div
      role="option"
      id={`step-${index}`}
      className={`${styles.step} ${styles.start}`}
      style={{ transform: `translateY(${top}px)`, height: stepRowHeight }}
      data-index={index}
      data-focused={focused || undefined}
      aria-selected={now}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      <span className={styles.words}>{t('labeling:history.start')}</span>
      {now && <span className={styles.now}>{t('labeling:history.now')}</span>}
    </div>
  )
}
