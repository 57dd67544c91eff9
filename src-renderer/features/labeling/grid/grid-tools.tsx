import { Segmented } from '../../../components/segmented.tsx'
import { Slider } from '../../../components/slider.tsx'
import { t } from '../../../lib/i18n.ts'
import { selectAll, selectNone } from '../data/labeling-commands.ts'
import { useSession, useView } from '../data/session-context.ts'
import { tileSizes } from '../logic/tile-layout.ts'
import styles from './grid-header.module.css'

/** How the samples are shown, and how many are chosen. `ordered`: they can be put in another order. */
export function GridTools({ ordered = false }: { ordered?: boolean }) {
  const session = useSession()
  const order = useView((state) => state.order)
  const tileSize = useView((state) => state.tileSize)
  const chosen = useView((state) => state.selection.chosen.size)
  const sizeStep = tileSizes.findIndex((size) => size >= tileSize)
  return (
    <div className={styles.tools}>
      {ordered && (
        <Segmented
          label={t('labeling:grid.order')}
          value={order}
          onChange={(next) => session.setOrder(next)}
          items={(['typical', 'borderline', 'random'] as const).map((value) => ({
            value,
            label: t(`labeling:grid.orders.${value}`),
          }))}
        />
      )}
      {chosen > 0 && (
        <p className={styles.chosen}>
          <strong>{t('labeling:grid.chosen', { count: chosen })}</strong>
          <button type="button" className={styles.link} onClick={() => void selectAll(session)}>
            {t('labeling:grid.chooseAll')}
          </button>
          <button type="button" className={styles.link} onClick={() => selectNone(session)}>
            {t('labeling:grid.chooseNone')}
          </button>
        </p>
      )}
      <div className={styles.size}>
        <Slider
          label={t('labeling:grid.size')}
          value={sizeStep}
          min={0}
          max={tileSizes.length - 1}
          step={1}
          format={(step) => t('labeling:grid.pixels', { count: tileSizes[step] })}
          onChange={(step) => session.view.setState({ tileSize: tileSizes[step] })}
        />
      </div>
    </div>
  )
}
