import { CircleAlert, Flag, SkipForward } from 'lucide-react'
import { memo } from 'react'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { type ClassLooks, useClassLooks } from '../data/class-looks.ts'
import { useSample, useView } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import type { ShownSample } from '../logic/sample-store.ts'
import { SamplePicture } from '../sample-picture.tsx'
import styles from './sample-tile.module.css'

/** Below this side there is room for a name only. */
const narrowBelow = 64

const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

export interface SampleTileProps {
  id: number
  index: number
  count: number
  left: number
  /** Side of the picture, CSS pixels. */
  size: number
}

/** One sample of the grid. It listens to its own state only, so a label redraws the tiles it touches and no other. */
export const SampleTile = memo(function SampleTile({ id, index, count, left, size }: SampleTileProps) {
  const shown = useSample(id)
  const chosen = useView((state) => state.selection.chosen.has(id))
  const focused = useView((state) => state.selection.focus === index)
  const looks = useClassLooks()
  if (!shown) return null
  const { view, state } = shown
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and points here (aria-activedescendant)
    <div
      role="option"
      id={`sample-${id}`}
      className={styles.tile}
      style={{ left, width: size }}
      data-index={index}
      data-focused={focused || undefined}
      data-state={state}
      data-skipped={view.skipped || undefined}
      data-labeled={view.label ? '' : undefined}
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={sampleWords(shown, looks)}
    >
      <span className={styles.picture} style={{ height: size }}>
        <SamplePicture id={id} />
        {view.flagged && (
          <span className={`${styles.mark} ${styles.flag}`}>
            <Flag size={11} aria-hidden="true" />
          </span>
        )}
        {view.skipped && (
          <span className={`${styles.mark} ${styles.skip}`}>
            <SkipForward size={11} aria-hidden="true" />
          </span>
        )}
        {state === 'failed' && (
          <span className={`${styles.mark} ${styles.failed}`}>
            <CircleAlert size={12} aria-hidden="true" />
          </span>
        )}
      </span>
      <span className={styles.caption}>
        <Caption view={view} looks={looks} narrow={size < narrowBelow} />
      </span>
    </div>
  )
})

function Caption({ view, looks, narrow }: { view: SampleView; looks: ClassLooks; narrow: boolean }) {
  const { label, guess } = view
  const look = looks.get(label?.classId ?? guess?.classId ?? -1)
  if (!look) return <span className={styles.none}>–</span>
  return label ? (
    <LabelChip look={look} by={label.source} narrow={narrow} />
  ) : (
    <LabelChip look={look} by="model" confidence={guess?.confidence} narrow={narrow} />
  )
}

function sampleWords({ view, state }: ShownSample, looks: ClassLooks): string {
  const name = (classId: number) => looks.get(classId)?.name ?? 'a class'
  const words = [view.externalId]
  if (view.label)
    words.push(
      `labeled ${name(view.label.classId)}${view.label.source === 'bulk' ? ' with its cluster' : ''}`,
    )
  else if (view.guess)
    words.push(`guess ${name(view.guess.classId)}, ${wholePercent.format(view.guess.confidence)}`)
  else words.push('no guess yet')
  if (view.skipped) words.push('skipped')
  if (view.flagged) words.push('flagged')
  if (state === 'saving') words.push('saving')
  if (state === 'failed') words.push('not saved')
  return words.join(', ')
}
