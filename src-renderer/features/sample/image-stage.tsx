import { type KeyboardEvent, type SyntheticEvent, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { originalUrl, thumbnailUrl } from '../../lib/pictures.ts'
import { hasOwnLight, useImageLook } from './image-look.ts'
import styles from './image-stage.module.css'
import { ImageTools } from './image-tools.tsx'
import { isSmallPicture } from './small-picture.ts'
import { useZoom } from './use-zoom.ts'
import type { Size } from './zoom-view.ts'

export interface ImageStageProps {
  id: number
  alt?: string
}

/**
 * A picture to look into: zoom, pan, light. Its keys (+ − Home End, arrows once it is close up) are its own only while it
 * has the focus.
 */
export function ImageStage({ id, alt = '' }: ImageStageProps) {
  const look = useImageLook()
  // Which sample's: the former one's does not count.
  const [loaded, setLoaded] = useState<{ id: number; size: Size } | null>(null)
  const [lost, setLost] = useState<number | null>(null)
  const size = loaded?.id === id ? loaded.size : null
  const zoomed = useZoom(size, id)
  const pixelated =
    look.pixels === 'pixelated' || (look.pixels === 'auto' && size !== null && isSmallPicture(size))

  const onLoad = (event: SyntheticEvent<HTMLImageElement>) => {
    const { naturalWidth, naturalHeight } = event.currentTarget
    setLoaded({ id, size: { width: naturalWidth, height: naturalHeight } })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    // What opens above it is its child for React, but not on the page.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return
    if (!zoomed.onKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is inside
    <div className={styles.stage} onKeyDown={onKeyDown} data-pans={zoomed.isClose || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: not a set of fields */}
      <div
        ref={zoomed.box}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: looked into by keys
        tabIndex={0}
        className={styles.box}
        aria-label={t('sample:image.viewer', { name: alt })}
        aria-keyshortcuts="+ - Home End"
        onDoubleClick={zoomed.onDoubleClick}
      >
        <div
          className={styles.sheet}
          data-pixelated={pixelated || undefined}
          style={{
            transform: zoomed.transform,
            filter: hasOwnLight(look)
              ? `brightness(${look.brightness}) contrast(${look.contrast})`
              : undefined,
          }}
        >
          {size === null && <img src={thumbnailUrl(id)} alt="" draggable={false} />}
          <img
            key={id}
            src={lost === id ? thumbnailUrl(id) : originalUrl(id)}
            alt={alt}
            draggable={false}
            onLoad={onLoad}
            onError={() => setLost(id)}
            data-coming={size === null || undefined}
          />
        </div>
      </div>
      <ImageTools zoomed={zoomed} />
    </div>
  )
}
