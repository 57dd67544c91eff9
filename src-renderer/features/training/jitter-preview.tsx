import { useState } from 'react'
import type { InputShape } from '../../../src-main/contract/data.ts'
import { jitterRecipes } from '../../../src-main/contract/jitter-recipes.ts'
import type { Jitter } from '../../../src-main/contract/training.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../lib/i18n.ts'
import { jitteredUrl } from '../../lib/pictures.ts'
import styles from './jitter-preview.module.css'

export interface JitterPreviewProps {
  samples: number
  shape: Extract<InputShape, { kind: 'image' }>
  /** Null while a number is wrong: the last preview stays. */
  jitter: Jitter | null
}

const samplesShown = 6
const viewsShown = 5
/** Pictures are drawn up to this wide, in CSS pixels. */
const widest = 64
const clean = JSON.stringify(jitterRecipes.none)

/** A few samples from all over the project, each beside views as the encoder would see them. */
export function JitterPreview({ samples, shape, jitter }: JitterPreviewProps) {
  const ranges = jitter && JSON.stringify(jitter)
  const [shown, setShown] = useState(ranges)
  const [failed, setFailed] = useState(false)
  if (ranges && ranges !== shown) {
    setShown(ranges)
    setFailed(false)
  }
  if (!shown) return null
  if (failed) {
    return (
      <ErrorNotice
        error={{
          code: 'io-failed',
          message: t('training:jitter.previewFailed'),
          remedy: t('training:jitter.previewRemedy'),
        }}
        actions={<Button onClick={() => setFailed(false)}>{t('tryAgain')}</Button>}
      />
    )
  }

  const count = Math.min(samplesShown, samples)
  // Samples are numbered from 1 in the order they were imported.
  const ids = Array.from({ length: count }, (_, index) => 1 + Math.floor((index * samples) / count))
  const side = shownSide(shape.side)
  const picture = (src: string, className: string) => (
    <img
      key={src.split('?')[0]}
      className={className}
      src={src}
      alt=""
      width={side}
      height={side}
      data-enlarged={side >= shape.side || undefined}
      onError={() => setFailed(true)}
    />
  )
  return (
    <figure className={styles.preview}>
      <ul className={styles.samples}>
        {ids.map((id) => (
          <li key={id}>
            <div
              className={styles.sample}
              role="img"
              aria-label={t('training:jitter.sample', { id, count: viewsShown })}
            >
              {picture(jitteredUrl(id, 0, clean), styles.clean)}
              <span className={styles.views}>
                {Array.from({ length: viewsShown }, (_, view) =>
                  picture(jitteredUrl(id, view + 1, shown), styles.view),
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <figcaption className={styles.legend}>{t('training:jitter.legend', { count: viewsShown })}</figcaption>
    </figure>
  )
}

/** Small pictures grow by a whole factor, so that each of their pixels has the same size. */
function shownSide(side: number): number {
  return side > widest ? widest : side * Math.floor(widest / side)
}
