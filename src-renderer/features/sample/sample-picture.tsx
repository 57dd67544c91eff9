import { type SyntheticEvent, useState } from 'react'
import { originalUrl, thumbnailUrl } from '../../lib/pictures.ts'
import styles from './sample-picture.module.css'
import { isSmallPicture } from './small-picture.ts'

function sharpen(event: SyntheticEvent<HTMLImageElement>): void {
  const picture = event.currentTarget
  const { naturalWidth, naturalHeight } = picture
  picture.toggleAttribute('data-small', isSmallPicture({ width: naturalWidth, height: naturalHeight }))
}

export interface PictureProps {
  src: string
  alt?: string
  /** Fetched only when it scrolls into sight; for long lists that keep all their rows. */
  lazy?: boolean
  onError?: () => void
}

/** A picture that fills its box, proportions kept. */
export function Picture({ src, alt = '', lazy = false, onError }: PictureProps) {
  return (
    <img
      className={styles.picture}
      src={src}
      alt={alt}
      draggable={false}
      decoding="async"
      loading={lazy ? 'lazy' : undefined}
      onLoad={sharpen}
      onError={onError}
    />
  )
}

export interface SamplePictureProps {
  id: number
  /** The original where it is at hand and the window can draw it, else the thumbnail. */
  large?: boolean
  alt?: string
}

export function SamplePicture({ id, large = false, alt }: SamplePictureProps) {
  const [failed, setFailed] = useState<number | null>(null)
  const [loaded, setLoaded] = useState<number | null>(null)
  if (!large || failed === id) return <Picture src={thumbnailUrl(id)} alt={alt} />
  return (
    <span className={styles.stack}>
      {loaded !== id && <Picture src={thumbnailUrl(id)} />}
      <img
        key={id}
        className={loaded === id ? styles.picture : styles.coming}
        src={originalUrl(id)}
        alt={alt ?? ''}
        draggable={false}
        onLoad={(event) => {
          sharpen(event)
          setLoaded(id)
        }}
        onError={() => setFailed(id)}
      />
    </span>
  )
}
