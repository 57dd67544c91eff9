import { useCallback, useMemo, useRef } from 'react'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { t } from '../../lib/i18n.ts'
import { useSession } from '../labeling/data/session-context.ts'
import { workAreaId } from '../labeling/work-area.ts'
import type { Camera } from './logic/camera.ts'
import { MapCards } from './map-card.tsx'
import { MapHints } from './map-hints.tsx'
import { MapLegend } from './map-legend.tsx'
import { createMapModel, MapModelContext, useMap, useMapModel } from './map-model.ts'
import { MapOverlay, type OverlayHandle } from './map-overlay.tsx'
import { MapSelection } from './map-selection.tsx'
import { NoWebGlMap } from './map-stage.tsx'
import { MapToolbar } from './map-toolbar.tsx'
import styles from './map-view.module.css'
import { useMapFeed, useMapLook } from './use-map-data.ts'
import { useMapKeys } from './use-map-keys.ts'
import { useMapPointer } from './use-map-pointer.ts'
import { useMapSurface } from './use-map-surface.ts'

export interface MapViewProps {
  runId: number
  /** [count · 2] */
  places: Float32Array
}

/** The map with its tools, its legend and what is chosen on it. */
export function MapView({ runId, places }: MapViewProps) {
  const model = useMemo(() => createMapModel(runId), [runId])
  return (
    <MapModelContext value={model}>
      <MapArea places={places} />
    </MapModelContext>
  )
}

function MapArea({ places }: { places: Float32Array }) {
  const session = useSession()
  const model = useMapModel()
  const pane = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const lasso = useRef<SVGPathElement>(null)
  const overlay = useRef<OverlayHandle>(null)
  const lassoTool = useMap((state) => state.lassoTool)
  const onSample = useMap((state) => state.hover !== null)
  const onCamera = useCallback((camera: Camera) => overlay.current?.follow(camera), [])
  const { surface, failure, lost } = useMapSurface({ pane, canvas, places, model, onCamera })
  useMapFeed(model, places)
  useMapLook(surface, pane)
  useMapKeys({ session, model, surface })
  const pointer = useMapPointer({ session, model, surface, outline: lasso })

  if (failure !== null) return <NoWebGlMap reason={failure} />
  return (
    <div className={styles.map}>
      <MapToolbar surface={surface} />
      <div className={styles.sides}>
        <div className={styles.screen}>
          <VisuallyHidden>
            <h1>{t('map:name')}</h1>
          </VisuallyHidden>
          <div
            ref={pane}
            id={workAreaId}
            className={styles.pane}
            role="application"
            aria-label={t('map:name')}
            aria-describedby="map-describe"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes keys
            tabIndex={0}
            data-lasso={lassoTool || undefined}
            data-on-sample={onSample || undefined}
            {...pointer}
          >
            <canvas ref={canvas} className={styles.canvas} />
            <MapOverlay ref={overlay} surface={surface} lasso={lasso} />
          </div>
          <p id="map-describe" className={styles.describe}>
            {t('map:describe')}
          </p>
          <MapCards surface={surface} />
          <MapHints />
          {lost && (
            <p className={styles.lost} role="status">
              {t('map:lost')}
            </p>
          )}
        </div>
        <MapLegend />
      </div>
      <MapSelection />
    </div>
  )
}
