import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { formatCount, formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { type ClassLooks, useClassLooks } from '../labeling/data/class-looks.ts'
import { type Colouring, confidenceColour, countedColour, cssOf, labeledKey } from './logic/colouring.ts'
import { type LegendCount, legendCounts, total } from './logic/legend.ts'
import { type MapMarks, noCluster } from './logic/marks.ts'
import styles from './map-legend.module.css'
import { useMap, useMapModel } from './map-model.ts'

interface LegendEntry extends LegendCount {
  name: string
  /** CSS colour; null: the neutral one. */
  colour: string | null
}

/** What the colours mean and how many samples have each. An entry that is pressed stays bright alone. */
export function MapLegend() {
  const model = useMapModel()
  const isOpen = useMap((state) => state.legendOpen)
  const highlight = useMap((state) => state.highlight)
  const entries = useLegend()
  if (!isOpen) return null
  return (
    <section className={styles.legend} aria-label={t('map:legend.title')} data-map-controls>
      <ul className={styles.entries}>
        {entries.map((entry) => {
          const pressed = highlight !== null && highlight[0] === entry.from && highlight[1] === entry.to
          return (
            <li key={`${entry.from}-${entry.to}`}>
              <button
                type="button"
                className={styles.entry}
                aria-pressed={pressed}
                title={t('map:legend.hint')}
                onClick={() => model.setState({ highlight: pressed ? null : [entry.from, entry.to] })}
              >
                <span
                  className={styles.dot}
                  data-neutral={entry.colour === null || undefined}
                  style={entry.colour === null ? undefined : { background: entry.colour }}
                />
                <span className={styles.name}>{entry.name}</span>
                <span className={styles.count}>
                  {entry.labeled > 0 && (
                    <>
                      <b>{formatCount(entry.labeled)}</b>
                      <VisuallyHidden> {t('map:legend.entryLabeled')}</VisuallyHidden>
                    </>
                  )}
                  {entry.labeled > 0 && entry.open > 0 && <span aria-hidden="true"> · </span>}
                  {entry.open > 0 && (
                    <>
                      {formatCount(entry.open)}
                      <VisuallyHidden> {t('map:legend.entryOpen')}</VisuallyHidden>
                    </>
                  )}
                  {total(entry) === 0 && '0'}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      <ul className={styles.shapes}>
        <li>
          <span className={styles.labeledMark} /> {t('map:legend.labeledMark')}
        </li>
        <li>
          <span className={styles.guessMark} /> {t('map:legend.guessMark')}
        </li>
        <li>
          <X size={10} aria-hidden="true" /> {t('map:legend.excludedMark')}
        </li>
      </ul>
      {highlight !== null && (
        <div className={styles.all}>
          <IconButton
            size="s"
            label={t('map:legend.all')}
            icon={<X size={14} />}
            onClick={() => model.setState({ highlight: null })}
          />
        </div>
      )}
    </section>
  )
}

/** Counted a moment after marks changed: with a million samples it takes as long as some frames. */
function useLegend(): LegendEntry[] {
  const colouring = useMap((state) => state.colouring)
  const marks = useMap((state) => state.marks)
  const version = useMap((state) => state.marksVersion)
  const looks = useClassLooks()
  const [counted, setCounted] = useState<{ colouring: Colouring; counts: LegendCount[] } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same marks change inside
  useEffect(() => {
    if (!marks) return
    const request = requestIdleCallback(
      () => setCounted({ colouring, counts: legendCounts(marks, colouring) }),
      { timeout: 300 },
    )
    return () => cancelIdleCallback(request)
  }, [marks, version, colouring])

  if (!marks || counted?.colouring !== colouring) return []
  return counted.counts.map((count) => ({ ...count, ...lookOf(count, colouring, looks, marks) }))
}

function lookOf(
  { from, to }: LegendCount,
  colouring: Colouring,
  looks: ClassLooks,
  marks: MapMarks,
): { name: string; colour: string | null } {
  switch (colouring) {
    case 'class': {
      const look = looks.get(from)
      return { name: look?.name ?? t('map:legend.nothing'), colour: look?.colour ?? null }
    }
    case 'cluster':
      return from === noCluster
        ? { name: t('map:legend.noCluster'), colour: null }
        : { name: t('map:legend.cluster', { component: from }), colour: cssOf(countedColour(from)) }
    case 'annotator': {
      if (from === 0) return { name: t('map:legend.nobody'), colour: null }
      const name = marks.annotators[from - 1] || t('map:legend.unnamed')
      return { name, colour: cssOf(countedColour(from - 1)) }
    }
    case 'confidence': {
      if (from === labeledKey) return { name: t('map:legend.labeled'), colour: 'var(--text)' }
      const low = formatPercent(Math.round((100 * from) / 255) / 100)
      const high = formatPercent(Math.round((100 * (to + 1)) / 255) / 100)
      const name =
        to === 255
          ? t('map:legend.from', { low })
          : from === 0
            ? t('map:legend.below', { high })
            : t('map:legend.between', { low, high })
      return { name, colour: cssOf(confidenceColour((from + to) / 510)) }
    }
  }
}
