import { t } from '../../../lib/i18n.ts'
import type { SelectionGist } from './selection-gist.ts'

/** "312 samples selected: 280 unlabeled, mostly a guess of 7". */
export function selectionSentence(gist: SelectionGist, className: (classId: number) => string): string {
  const { count, unlabeled, guess, label, excluded } = gist
  const parts: string[] = []
  if (unlabeled > 0) parts.push(t('map:selection.unlabeled', { count: unlabeled }))
  if (guess && 2 * guess.count > unlabeled) {
    parts.push(t('map:selection.mostlyGuess', { name: className(guess.classId) }))
  } else if (guess) parts.push(t('map:selection.mixedGuesses'))
  const labeled = count - unlabeled
  if (label && 2 * label.count > labeled) {
    parts.push(t('map:selection.mostlyLabel', { count: labeled, name: className(label.classId) }))
  } else if (labeled > 0) parts.push(t('map:selection.labeled', { count: labeled }))
  if (excluded > 0) parts.push(t('map:selection.excluded', { count: excluded }))
  return t('map:selection.what', { count, parts: parts.join(', ') })
}
