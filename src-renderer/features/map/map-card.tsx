import { Maximize2, X } from 'lucide-react'
import type { CSSProperties } from 'react'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { t } from '../../lib/i18n.ts'
import { useClassLooks } from '../labeling/data/class-looks.ts'
import { useSample, useSession, useView } from '../labeling/data/session-context.ts'
import { LabelChip } from '../labeling/label-chip.tsx'
import { SampleFace } from '../sample/sample-face.tsx'
import type { MapSurface } from './gl/map-surface.ts'
import { noCluster } from './logic/marks.ts'
import styles from './map-card.module.css'
import { useMap } from './map-model.ts'

/** The sample under the pointer, and the one in focus. */
export function MapCards({ surface }: { surface: MapSurface | null }) {
  const hover = useMap((state) => state.hover)
  const focus = useView((state) => state.mapFocus)
  const size = surface?.camera.size
  return (
    <>
      {focus !== null && <FocusCard id={focus} />}
      {hover && size && hover.ordinal + 1 !== focus && (
        <div className={styles.hover} style={besidePointer(hover, size)} aria-hidden="true">
          <span className={styles.face}>
            <SampleFace id={hover.ordinal + 1} />
          </span>
          <Word ordinal={hover.ordinal} />
        </div>
      )}
    </>
  )
}

/** To the side of the pointer that has more room. */
function besidePointer(at: { x: number; y: number }, size: { width: number; height: number }): CSSProperties {
  const distance = 16
  return {
    ...(at.x < size.width / 2 ? { left: at.x + distance } : { right: size.width - at.x + distance }),
    ...(at.y < size.height / 2 ? { top: at.y + distance } : { bottom: size.height - at.y + distance }),
  }
}

/** What is known of a sample: its label, or the guess. */
function Word({ ordinal }: { ordinal: number }) {
  const marks = useMap((state) => state.marks)
  useMap((state) => state.marksVersion)
  const looks = useClassLooks()
  if (!marks) return null
  const look = looks.get(marks.classOf(ordinal))
  const isLabeled = marks.has(ordinal, 'labeled')
  return (
    <span className={styles.words}>
      {!look && <span className={styles.nothing}>{t('map:card.nothing')}</span>}
      {look && isLabeled && <LabelChip look={look} by={marks.has(ordinal, 'bulk') ? 'bulk' : 'human'} />}
      {look && !isLabeled && <LabelChip look={look} by="model" confidence={marks.confidenceOf(ordinal)} />}
      {marks.has(ordinal, 'excluded') && <Badge>{t('map:card.excluded')}</Badge>}
      {marks.has(ordinal, 'flagged') && <Badge>{t('map:card.flagged')}</Badge>}
      {marks.has(ordinal, 'skipped') && <Badge>{t('map:card.skipped')}</Badge>}
    </span>
  )
}

function FocusCard({ id }: { id: number }) {
  const session = useSession()
  const marks = useMap((state) => state.marks)
  const shown = useSample(id)
  if (!marks || id > marks.count) return null
  const component = marks.clusterOf(id - 1)
  const title = shown?.view.externalId ?? t('map:card.title', { id })
  const openCluster = () => {
    session.openCluster(component)
    session.setMode('clusters')
  }
  return (
    <section className={styles.focus} aria-label={title} data-map-controls>
      <header className={styles.header}>
        <span className={styles.title} title={title}>
          {title}
        </span>
        <IconButton
          size="s"
          label={t('map:card.close')}
          icon={<X size={14} />}
          onClick={() => session.view.setState({ mapFocus: null })}
        />
      </header>
      <span className={styles.face}>
        <SampleFace id={id} view={shown?.view} />
      </span>
      <Word ordinal={id - 1} />
      <div className={styles.buttons}>
        <Button size="s" icon={<Maximize2 size={13} />} onClick={() => session.view.setState({ zoomed: id })}>
          {t('map:card.large')}
        </Button>
        {component !== noCluster && (
          <Button size="s" variant="ghost" onClick={openCluster}>
            {t('map:card.cluster', { component })}
          </Button>
        )}
      </div>
    </section>
  )
}
