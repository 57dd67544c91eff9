import { memo } from 'react'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { t, useTexts } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { type ClassLooks, useClassLooks } from '../data/class-looks.ts'
import { useSample, useView } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import { markWords, SampleMarks } from './sample-marks.tsx'
import styles from './sample-tile.module.css'

/** Below this side there is room for a name only. */
const narrowBelow = 64

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
  useTexts()
  const shown = useSample(id)
  const chosen = useView((state) => state.selection.chosen.has(id))
  const focused = useView((state) => state.selection.focus === index)
  const looks = useClassLooks()
  if (!shown) return null
  const { view, state } = shown
  const marks = markWords(shown)
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
      data-excluded={view.excluded || undefined}
      data-labeled={view.label ? '' : undefined}
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={index + 1}
      title={marks.join(', ') || undefined}
    >
      <span className={styles.picture} style={{ height: size }}>
        <SampleFace id={id} view={view} />
        <SampleMarks shown={shown} />
      </span>
      <VisuallyHidden>{`${leadingWords(view)} `}</VisuallyHidden>
      <span className={styles.caption}>
        <Caption view={view} looks={looks} narrow={size < narrowBelow} />
      </span>
      {marks.length > 0 && <VisuallyHidden>{`, ${marks.join(', ')}`}</VisuallyHidden>}
    </div>
  )
})

function Caption({ view, looks, narrow }: { view: SampleView; looks: ClassLooks; narrow: boolean }) {
  const { label, guess } = view
  const look = looks.get(label?.classId ?? guess?.classId ?? -1)
  if (!look) return <span className={styles.none}>{'–'}</span>
  return label ? (
    <LabelChip look={look} by={label.source} narrow={narrow} />
  ) : (
    <LabelChip look={look} by="model" confidence={guess?.confidence} narrow={narrow} />
  )
}

/** What stands before the label or guess in the name of the tile. */
function leadingWords({ externalId: id, label, guess }: SampleView): string {
  if (label) return t('labeling:tile.labeled', { id })
  return guess ? t('labeling:tile.guess', { id }) : t('labeling:tile.noGuess', { id })
}
