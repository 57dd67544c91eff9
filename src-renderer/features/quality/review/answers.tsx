import { useMemo, useSyncExternalStore } from 'react'
import { type LabelClass, reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { useClasses, useSession } from '../../labeling/data/session-context.ts'
import { acceptedClass, type ReviewItem, suggestedClass } from '../logic/review-items.ts'
import styles from './answers.module.css'

export interface AnswersProps {
  item: ReviewItem
  onAnswer: (classId: number) => void
}

/** What the first answer does, in words. */
function acceptWords(item: ReviewItem, name: string): string {
  switch (item.kind) {
    case 'suspects':
    case 'outliers':
      return `Keep “${name}”`
    case 'disputes':
      return `Settle as “${name}”`
    case 'duplicates':
      return `All are “${name}”`
  }
}

/** The classes somebody gave the item's samples, joined: a value that compares by itself. */
function useGivenLabels(samples: readonly number[]): (number | null)[] {
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
  const joined = useSyncExternalStore(subscribe, () =>
    samples.map((id) => store.get(id)?.view.label?.classId ?? '').join(),
  )
  return joined.split(',').map((label) => (label === '' ? null : Number(label)))
}

/** The likely answer first, then the one the evidence suggests, then every class. */
export function Answers({ item, onAnswer }: AnswersProps) {
  const classes = useClasses()
  const labels = useGivenLabels(item.samples)
  const accepted = classes.find(({ id }) => id === acceptedClass(item, labels))
  const suggested = classes.find(({ id }) => id === suggestedClass(item))
  return (
    <div className={styles.answers}>
      {(accepted || suggested) && (
        <div className={styles.first}>
          {accepted && (
            <Button icon={<Swatch colour={accepted.colour} />} onClick={() => onAnswer(accepted.id)}>
              {acceptWords(item, accepted.name)} <Kbd caps={['Enter']} />
            </Button>
          )}
          {suggested && (
            <Button icon={<Swatch colour={suggested.colour} hollow />} onClick={() => onAnswer(suggested.id)}>
              It is “{suggested.name}” <KeyOf entry={suggested} />
            </Button>
          )}
        </div>
      )}
      <h2 className={styles.title}>{accepted || suggested ? 'Or another class' : 'Which class is it?'}</h2>
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

function KeyOf({ entry: { hotkey } }: { entry: LabelClass }) {
  return hotkey !== null && !reservedHotkeys.has(hotkey) && <Kbd caps={[hotkey.toUpperCase()]} />
}
