import { Ban, Flag, Grid3x3, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { t } from '../../lib/i18n.ts'
import { capsOf } from '../../lib/key-bindings.ts'
import { selectNone } from '../labeling/data/labeling-commands.ts'
import { useSession, useView } from '../labeling/data/session-context.ts'
import { SampleFace } from '../sample/sample-face.tsx'
import { choose } from './choose.ts'
import type { MapMarks } from './logic/marks.ts'
import { type SelectionGist, selectionGist } from './logic/selection-gist.ts'
import { selectionSentence } from './logic/selection-sentence.ts'
import { useMap } from './map-model.ts'
import styles from './map-selection.module.css'

/** Pictures in the strip. */
const shownPictures = 24

/** What is chosen, in words and pictures, and what can be done with it. */
export function MapSelection() {
  const session = useSession()
  const chosen = useView((state) => state.selection.chosen)
  const marks = useMap((state) => state.marks)
  const gist = useGist(chosen, marks)
  const sentence = gist && selectionSentence(gist, session.className)
  useEffect(() => {
    if (sentence) announce(sentence)
  }, [sentence])
  if (!gist || !marks || chosen.size === 0) return null

  const onMap = () => [...chosen].filter((id) => id <= marks.count)
  const ids = [...chosen]
  const pictures = ids.slice(0, shownPictures)
  const onlyOpen = () =>
    choose(
      session,
      onMap()
        .map((id) => id - 1)
        .filter((ordinal) => !marks.has(ordinal, 'labeled')),
    )
  const allOut = gist.excluded === gist.count
  const exclude = () => {
    session.act({ kind: 'exclude', samples: ids, excluded: !allOut })
    selectNone(session)
  }
  const isFlagged = ids.every((id) => id <= marks.count && marks.has(id - 1, 'flagged'))

  return (
    <section className={styles.selection} aria-label={t('map:selection.title')} data-map-controls>
      <div className={styles.row}>
        <p className={styles.words}>{sentence}</p>
        <IconButton
          size="s"
          label={t('map:selection.none')}
          caps={capsOf('select-none')}
          icon={<X size={14} />}
          onClick={() => selectNone(session)}
        />
      </div>
      <ul className={styles.strip}>
        {pictures.map((id) => (
          <li key={id}>
            <button
              type="button"
              className={styles.picture}
              aria-label={t('map:card.title', { id })}
              onClick={() => session.view.setState({ mapFocus: id })}
            >
              <SampleFace id={id} />
            </button>
          </li>
        ))}
        {ids.length > pictures.length && (
          <li className={styles.more}>{t('map:selection.more', { count: ids.length - pictures.length })}</li>
        )}
      </ul>
      <div className={styles.row}>
        <Button size="s" icon={<Grid3x3 size={13} />} onClick={() => session.openSamples(ids, null)}>
          {t('map:selection.look')}
        </Button>
        {gist.unlabeled > 0 && gist.unlabeled < gist.count && (
          <Button size="s" onClick={onlyOpen}>
            {t('map:selection.onlyOpen', { count: gist.unlabeled })}
          </Button>
        )}
        <Button size="s" icon={<Ban size={13} />} onClick={exclude}>
          {t(allOut ? 'map:selection.include' : 'map:selection.exclude')}
        </Button>
        <Button
          size="s"
          icon={<Flag size={13} />}
          aria-pressed={isFlagged}
          onClick={() => session.act({ kind: 'flag', samples: ids, flagged: !isFlagged })}
        >
          {t('map:selection.flag')}
        </Button>
        <span className={styles.hint}>{t('map:selection.labelHint')}</span>
      </div>
    </section>
  )
}

/** Counted a moment later where there are very many. */
function useGist(chosen: ReadonlySet<number>, marks: MapMarks | null): SelectionGist | null {
  const version = useMap((state) => state.marksVersion)
  const [gist, setGist] = useState<SelectionGist | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same marks change inside
  useEffect(() => {
    if (!marks || chosen.size === 0) {
      setGist(null)
      return
    }
    const count = () =>
      setGist(
        selectionGist(
          marks,
          [...chosen].map((id) => id - 1),
        ),
      )
    if (chosen.size < 5000) {
      count()
      return
    }
    const request = requestIdleCallback(count, { timeout: 200 })
    return () => cancelIdleCallback(request)
  }, [chosen, marks, version])
  return gist
}
