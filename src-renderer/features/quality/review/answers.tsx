import { Flag, Undo2 } from 'lucide-react'
import { useMemo, useSyncExternalStore } from 'react'
import type { LabelClass, SampleView } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { KeyCaps } from '../../../components/key-caps.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { t } from '../../../lib/i18n.ts'
import { keyOf } from '../../labeling/classes/class-row.tsx'
import { useClasses, useSession } from '../../labeling/data/session-context.ts'
import { firstAnswer, type ReviewItem, suggestedClass } from '../logic/review-items.ts'
import styles from './answers.module.css'

export interface AnswersProps {
  item: ReviewItem
  onAnswer: (classId: number) => void
  /** The first answer. */
  onAccept: () => void
}

/** What is known of the item's samples; drawn anew when a label or a guess of theirs changes. */
function useViews(samples: readonly number[]): (SampleView | undefined)[] {
  const { samples: store } = useSession()
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const ends = samples.map((id) => store.subscribe(id, listener))
      return () => {
        for (const end of ends) end()
      }
    },
    [store, samples],
  )
  const views = () => samples.map((id) => store.get(id)?.view)
  // Joined, because a value must compare by itself.
  useSyncExternalStore(subscribe, () =>
    views()
      .map((view) => `${view?.label?.classId}/${view?.guess?.classId}`)
      .join(),
  )
  return views()
}

/** The likely answer first, then the one the evidence suggests, then every class. */
export function Answers({ item, onAnswer, onAccept }: AnswersProps) {
  const classes = useClasses()
  const first = firstAnswer(item, useViews(item.samples))
  const accepted = first?.does === 'label' ? classes.find(({ id }) => id === first.classId) : undefined
  const suggested = classes.find(({ id }) => id === suggestedClass(item))
  const takesBack = first !== null && first.does !== 'label'
  return (
    <div className={styles.answers}>
      {(accepted || suggested || takesBack) && (
        <div className={styles.first}>
          {takesBack && (
            <Button
              icon={first.does === 'unflag' ? <Flag size={14} /> : <Undo2 size={14} />}
              onClick={onAccept}
            >
              {first.does === 'unflag' ? t('quality:answers.unflag') : t('quality:answers.takeBack')}{' '}
              <KeyCaps id="review-accept" />
            </Button>
          )}
          {accepted && first?.does === 'label' && (
            <Button
              icon={<Swatch colour={accepted.colour} hollow={first.as === 'agree'} />}
              onClick={onAccept}
            >
              {t(`quality:answers.${first.as}`, { name: accepted.name })} <KeyCaps id="review-accept" />
            </Button>
          )}
          {suggested && (
            <Button icon={<Swatch colour={suggested.colour} hollow />} onClick={() => onAnswer(suggested.id)}>
              {t('quality:answers.take', { name: suggested.name })} <KeyOf entry={suggested} />
            </Button>
          )}
        </div>
      )}
      <h2 className={styles.title}>
        {accepted || suggested ? t('quality:answers.another') : t('quality:answers.which')}
      </h2>
      <ul className={styles.classes}>
        {classes.map((entry) => (
          <li key={entry.id}>
            <Button
              variant="ghost"
              size="s"
              className={styles.class}
              icon={<Swatch colour={entry.colour} />}
              title={entry.name}
              onClick={() => onAnswer(entry.id)}
            >
              <span className={styles.name}>{entry.name}</span> <KeyOf entry={entry} />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function KeyOf({ entry }: { entry: LabelClass }) {
  const key = keyOf(entry)
  return key && <Kbd caps={[key]} />
}
