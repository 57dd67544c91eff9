import { Badge } from '../../../components/badge.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { useSample } from '../data/session-context.ts'
import { LabelChip } from '../label-chip.tsx'
import styles from './check-row.module.css'
import type { SpotCheckFlow } from './use-spot-check.ts'

export const checkColumns = 6

/** The members to look at. Guesses are not shown: they would sway who looks. */
export function CheckRow({ flow: { row, stage, change } }: { flow: SpotCheckFlow }) {
  const focused = row.row.at(row.focus)
  return (
    <div
      className={styles.row}
      role="listbox"
      aria-label={t('labeling:check.members')}
      aria-activedescendant={focused === undefined ? undefined : `check-${focused}`}
      aria-busy={stage === 'saving'}
      tabIndex={0}
    >
      {row.row.map((id, index) => (
        <Tile
          key={id}
          id={id}
          mark={row.exceptions.get(id) ?? null}
          classId={row.classId}
          focused={index === row.focus}
          onFocus={() => change((before) => ({ ...before, focus: index }))}
        />
      ))}
    </div>
  )
}

interface TileProps {
  id: number
  /** What it is instead of the class. */
  mark: number | 'junk' | null
  classId: number | null
  focused: boolean
  onFocus: () => void
}

function Tile({ id, mark, classId, focused, onFocus }: TileProps) {
  const view = useSample(id)?.view
  const looks = useClassLooks()
  const look = looks.get((mark === 'junk' ? null : (mark ?? classId)) ?? -1)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the list has the focus and points here; keys move it
    <div
      role="option"
      id={`check-${id}`}
      className={styles.tile}
      aria-selected={focused}
      data-focused={focused || undefined}
      data-marked={mark !== null || undefined}
      onClick={onFocus}
    >
      <span className={styles.picture}>
        <SampleFace id={id} view={view} />
      </span>
      <VisuallyHidden>{`${view?.externalId ?? ''} `}</VisuallyHidden>
      <span className={styles.caption}>
        {mark === 'junk' && <Badge tone="warning">{t('labeling:check.junk')}</Badge>}
        {mark !== 'junk' && look && <LabelChip look={look} by={mark === null ? 'model' : 'human'} />}
      </span>
    </div>
  )
}
