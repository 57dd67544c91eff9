import { Hand, Lasso, List, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import { capsOf, useCaps } from '../../lib/key-bindings.ts'
import type { MapSurface } from './gl/map-surface.ts'
import { type Colouring, colourings } from './logic/colouring.ts'
import { setColouring, useMap, useMapModel } from './map-model.ts'
import styles from './map-toolbar.module.css'

/** What the colours say, what a drag does, and how close one looks. */
export function MapToolbar({ surface }: { surface: MapSurface | null }) {
  const model = useMapModel()
  const colouring = useMap((state) => state.colouring)
  const lassoTool = useMap((state) => state.lassoTool)
  const legendOpen = useMap((state) => state.legendOpen)
  const coloursKey = useCaps('map-colours')?.join('+')
  const coloursLabel = coloursKey ? `${t('map:colouring.label')} (${coloursKey})` : t('map:colouring.label')
  return (
    <div className={styles.toolbar} data-map-controls role="toolbar" aria-label={t('map:toolbar')}>
      <span className={styles.label} aria-hidden="true">
        {t('map:colouring.label')}
      </span>
      <Segmented<Colouring>
        label={coloursLabel}
        value={colouring}
        onChange={(next) => setColouring(model, next)}
        items={colourings.map((value) => ({ value, label: t(`map:colouring.${value}`) }))}
      />
      <span className={styles.space} />
      <Segmented
        label={t('map:tools.label')}
        iconsOnly
        value={lassoTool ? 'lasso' : 'pan'}
        onChange={(tool) => model.setState({ lassoTool: tool === 'lasso' })}
        items={[
          { value: 'pan', label: t('map:tools.pan'), icon: <Hand size={14} /> },
          { value: 'lasso', label: t('map:tools.lasso'), icon: <Lasso size={14} /> },
        ]}
      />
      <IconButton
        size="s"
        label={t('map:tools.zoomOut')}
        caps={capsOf('tiles-smaller')}
        icon={<ZoomOut size={14} />}
        onClick={() => surface?.lookAt(surface.camera.zoomed(1 / 1.4))}
      />
      <IconButton
        size="s"
        label={t('map:tools.zoomIn')}
        caps={capsOf('tiles-larger')}
        icon={<ZoomIn size={14} />}
        onClick={() => surface?.lookAt(surface.camera.zoomed(1.4))}
      />
      <IconButton
        size="s"
        label={t('map:tools.fit')}
        caps={capsOf('move-home')}
        icon={<Maximize size={14} />}
        onClick={() => surface?.showAll()}
      />
      <IconButton
        size="s"
        label={t('map:tools.legend')}
        pressed={legendOpen}
        icon={<List size={14} />}
        onClick={() => model.setState({ legendOpen: !legendOpen })}
      />
    </div>
  )
}
