import { Contrast, Maximize, RotateCcw, Scan, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Popover } from '../../components/popover.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Slider } from '../../components/slider.tsx'
import { formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { hasOwnLight, pixelKinds, resetLight, setLight, setPixels, useImageLook } from './image-look.ts'
import styles from './image-tools.module.css'
import type { ZoomedPicture } from './use-zoom.ts'

/** The tools of the picture, shown while it is looked at closely or has the pointer or the focus. */
export function ImageTools({ zoomed }: { zoomed: ZoomedPicture }) {
  const look = useImageLook()
  return (
    <div
      className={styles.tools}
      role="toolbar"
      aria-label={t('sample:image.tools')}
      data-stays={!zoomed.isFitted || hasOwnLight(look) || undefined}
    >
      <IconButton
        size="s"
        label={t('sample:image.zoomOut')}
        caps={['−']}
        icon={<ZoomOut size={15} />}
        onClick={zoomed.zoomOut}
      />
      <output className={styles.scale}>{formatPercent(Math.round(zoomed.scale * 100) / 100)}</output>
      <IconButton
        size="s"
        label={t('sample:image.zoomIn')}
        caps={['+']}
        icon={<ZoomIn size={15} />}
        onClick={zoomed.zoomIn}
      />
      <IconButton
        size="s"
        label={t('sample:image.fit')}
        caps={['Home']}
        icon={<Maximize size={14} />}
        pressed={zoomed.isFitted}
        onClick={zoomed.fit}
      />
      <IconButton
        size="s"
        label={t('sample:image.trueSize')}
        caps={['End']}
        icon={<Scan size={15} />}
        pressed={Math.abs(zoomed.scale - 1) < 1e-6}
        onClick={zoomed.trueSize}
      />
      <Popover
        title={t('sample:look.title')}
        align="end"
        trigger={
          <button
            type="button"
            className={styles.look}
            aria-label={t('sample:look.title')}
            title={t('sample:look.title')}
            data-changed={hasOwnLight(look) || undefined}
          >
            <Contrast size={15} aria-hidden="true" />
          </button>
        }
      >
        <Look />
      </Popover>
    </div>
  )
}

function Look() {
  const look = useImageLook()
  return (
    <div className={styles.settings}>
      <Setting name={t('sample:look.contrast')} value={formatPercent(look.contrast)}>
        <Slider
          label={t('sample:look.contrast')}
          value={look.contrast}
          min={0.2}
          max={4}
          step={0.05}
          format={formatPercent}
          onChange={(contrast) => setLight({ contrast })}
        />
      </Setting>
      <Setting name={t('sample:look.brightness')} value={formatPercent(look.brightness)}>
        <Slider
          label={t('sample:look.brightness')}
          value={look.brightness}
          min={0.2}
          max={4}
          step={0.05}
          format={formatPercent}
          onChange={(brightness) => setLight({ brightness })}
        />
      </Setting>
      <Setting name={t('sample:look.pixels')}>
        <Segmented
          label={t('sample:look.pixels')}
          value={look.pixels}
          onChange={setPixels}
          items={pixelKinds.map((kind) => ({ value: kind, label: t(`sample:look.pixelKinds.${kind}`) }))}
        />
      </Setting>
      <Button size="s" icon={<RotateCcw size={14} />} disabled={!hasOwnLight(look)} onClick={resetLight}>
        {t('sample:look.reset')}
      </Button>
    </div>
  )
}

function Setting({ name, value, children }: { name: string; value?: string; children: ReactNode }) {
  return (
    <div className={styles.setting}>
      <span className={styles.name} aria-hidden="true">
        {name}
        {value && <span className={styles.value}>{value}</span>}
      </span>
      {children}
    </div>
  )
}
